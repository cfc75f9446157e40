"""One question, a hundred experts, real servers: one wins, all others lose all of it.

Over sockets and HTTP at once; scaled out through two processes. S2-14 … S2-16, N1, N19.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from copy import deepcopy

import pytest

from tests.chaos.ward import (
    Expert,
    Ward,
    reply_of,
    told,
    told_down,
    ward,
    where_it_left,
    winner_of,
)
from tests.model import Log, Model
from tests.servers import House
from tests.transports import OverWebSocket
from tests.wire import as_app as shown
from tests.wire import speaking, stream_of

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]

N_QUESTIONS = 50
N_SHARES = 5


def n_experts(house: House) -> int:
    # SQLite has one writer: more claims would wait, and prove nothing more.
    return 100 if house.postgres else 20


@pytest.fixture
def no_deadlock(house: House) -> Iterator[None]:
    """PostgreSQL breaks no deadlock meanwhile. SQLite, with one writer, has none."""
    logs = [house.postgres.log] if house.postgres else []
    sizes = [len(log.read_bytes()) for log in logs]
    yield
    for log, size in zip(logs, sizes, strict=True):
        assert b"deadlock detected" not in log.read_bytes()[size:]


async def test_of_all_who_claim_at_once_one_wins_and_the_others_read_nothing(
    house: House, no_deadlock: None
) -> None:
    canary = f"canari-{uuid.uuid4().hex}"
    async with ward(house, n_experts(house)) as made:
        question = await made.ask(canary)
        await made.all_show(question)
        before = [deepcopy(one.wire.model) for one in made.experts]
        place = winner_of(await made.all_claim(question))
        await made.all_show()
        await winner_has_it(made.experts[place], question, reply_of(place, question))
        forbidden = {canary, reply_of(place, question)}
        await asyncio.gather(
            *[
                loser_has_nothing(made, at, question, before[at], forbidden)
                for at in range(len(made.experts))
                if at != place
            ]
        )


async def winner_has_it(winner: Expert, question: str, reply: str) -> None:
    page = await winner.get(f"conversations/{question}/entries")
    kinds = [item["kind"] for item in told(page)["items"]]
    assert kinds == ["asked", "message", "claimed", "message"]
    assert reply in page.body
    assert told(await winner.get("drafts"))["items"] == []


async def loser_has_nothing(
    made: Ward, place: int, question: str, before: Model, forbidden: set[str]
) -> None:
    """By every door, with every id and position that he has kept."""
    loser, mine = made.experts[place], reply_of(place, question)
    pages = await what_he_reads(loser, made.group, question)
    frames = told_down(loser.wire)
    later = "".join(frames[where_it_left(frames, question) :])
    again = await what_he_hears(loser, made.group, question, before)
    for text in forbidden:
        assert text not in pages + later + again
    # Nor what the other losers wrote.
    assert "reponse-" not in pages.replace(mine, "") + "".join(frames) + again


async def what_he_reads(loser: Expert, group: str, question: str) -> str:
    """All that HTTP shows him; ids that he kept are of nothing."""
    for path in (
        f"questions/{question}",
        f"conversations/{question}",
        f"conversations/{question}/entries",
    ):
        answer = await loser.get(path)
        assert (answer.status, told(answer)["error"]["code"]) == (404, "not_found")
    pages = [
        await loser.get(path)
        for path in (
            f"groups/{group}/queue",
            f"groups/{group}",
            "groups?kind=expert",
            "conversations",
            "conversations?archived=true",
            "conversations?q=titre",
            "drafts",
        )
    ]
    assert {page.status for page in pages} == {200}
    queue, detail, groups, inbox, archived, found, drafts = map(told, pages)
    assert queue["items"] == inbox["items"] == archived["items"] == found["items"] == []
    for one in (detail, *groups["items"]):
        assert (one["n_pending"], one["oldest_asked_at"]) == (0, None)
    [draft] = drafts["items"]
    assert (draft["conversation"], draft["text"].count("reponse-")) == (None, 1)
    return "".join(page.body for page in pages)


async def what_he_hears(loser: Expert, group: str, question: str, before: Model) -> str:
    """A hello on the other process by a device that showed it, and read its log."""
    assert question in before.states[f"queue:{group}"].rows
    before.logs[stream_of(question)] = Log(2)
    transport = await OverWebSocket.connect(loser.socket, shown(loser.token))
    async with speaking(transport, before) as wire:
        assert (await wire.hello()).ok
        assert stream_of(question) in wire.model.gone
        assert wire.queue(group) == []
        page = await wire.say("history", conversation=question)
        assert page.code == "not_found"
        return "".join(told_down(wire))


async def test_fifty_in_a_row_while_their_queues_are_still_on_their_way(
    house: House, no_deadlock: None
) -> None:
    """Nobody waits until he is shown it: claims overtake bells and pulls.

    Every fifth of them claims, and each is shown what the others take.
    """
    async with ward(house, n_experts(house)) as made:
        asked: dict[str, tuple[str, int]] = {}
        for number in range(N_QUESTIONS):
            canary = f"canari-{uuid.uuid4().hex}"
            question = await made.ask(canary)
            few = range(number % N_SHARES, len(made.experts), N_SHARES)
            winner = winner_of(await made.all_claim(question, *few))
            asked[question] = (canary, winner)
        await made.all_show()
        for place, one in enumerate(made.experts):
            frames = told_down(one.wire)
            for question, (canary, winner) in asked.items():
                if place != winner:
                    left = where_it_left(frames, question)
                    assert canary not in "".join(frames[left:])
                    assert reply_of(winner, question) not in "".join(frames)
