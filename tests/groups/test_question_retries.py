"""An intention that succeeded succeeds again, whatever has come since (S2-14, N19)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.models import Organisation
from accounts.people import Person
from chat.errors import ClientIdReused
from chat.models import Draft
from chat.schemas import SendMessage
from groups.actions.answering import answer_question, send_message
from groups.actions.claiming import claim_question
from groups.actions.keeping import keep_draft
from groups.errors import AlreadyClaimed
from groups.models import Group
from lib.errors import NotFound
from tests.groups import question_acts as acts
from tests.groups.acts import end, remove
from tests.groups.question_acts import ask, claim, pending

FIRST = "Montrez-moi une photo."


class Play:
    """jeanne's question, alice who takes it, bob who may come after her."""

    def __init__(self, people: list[Person], derm: Group, clinic: Organisation) -> None:
        self.alice, self.bob, self.erin, self.jeanne = people
        self.derm, self.clinic = derm, clinic
        self.question = pending(self.jeanne, derm)

    def close(self) -> None:
        acts.close(self.alice, self.question)

    def reopen(self) -> None:
        acts.reopen(self.jeanne, self.question)

    def release(self) -> None:
        acts.release(self.alice, self.question)

    def taken_by_bob(self) -> None:
        claim(self.bob, self.question)

    def closed_by_bob(self) -> None:
        acts.close(self.bob, self.question)

    def removed(self) -> None:
        remove(self.erin, self.derm, self.alice)

    def departed(self) -> None:
        end(self.alice, self.clinic)

    def withdraw(self) -> None:
        acts.withdraw(self.jeanne, self.question)


@pytest.fixture
def play(
    alice: Person,
    bob: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
    clinic: Organisation,
) -> Play:
    return Play([alice, bob, erin, jeanne], derm, clinic)


# What may come between an answer that was lost on its way and its repetition.
SINCE = [
    "close",
    "close reopen",
    "close reopen close",
    "removed",
    "removed close",
    "close departed reopen",
    "close departed reopen taken_by_bob",
    "close departed reopen taken_by_bob closed_by_bob",
]
SINCE_SILENT = [
    *SINCE,
    "release",
    "release withdraw",
    "release taken_by_bob",
    "release taken_by_bob closed_by_bob",
    "release removed taken_by_bob",
]


def repeats(play: Play, since: str, way: Callable[[], Any]) -> None:
    """The same answer, and nothing is written; nor is anything kept as a draft."""
    first = way()
    for what in since.split():
        getattr(play, what)()
    before = acts.log(play.question), acts.row(play.question).assignee_id
    assert way() == first._replace(is_new=False)
    assert (acts.log(play.question), acts.row(play.question).assignee_id) == before
    assert not Draft.objects.exists()


@pytest.mark.parametrize("since", SINCE_SILENT)
def test_a_claim_that_won_has_won(play: Play, since: str) -> None:
    said: dict[str, Any] = {"question_id": play.question, "client_id": uuid4()}
    repeats(play, since, partial(answer_question, expert=play.alice, **said))


@pytest.mark.parametrize("since", SINCE)
def test_a_text_that_won_has_won(play: Play, since: str) -> None:
    said: dict[str, Any] = {
        "question_id": play.question,
        "client_id": uuid4(),
        "text": FIRST,
    }
    repeats(play, since, partial(answer_question, expert=play.alice, **said))


@pytest.mark.parametrize("since", SINCE)
def test_a_message_that_won_has_won(play: Play, since: str) -> None:
    data = SendMessage(conversation=play.question, client_id=uuid4(), text=FIRST)
    repeats(play, since, partial(send_message, author=play.alice, data=data))


def test_who_was_recognised_reads_no_more_than_before(play: Play) -> None:
    """The retry of a claim says that it was his, not that it is."""
    said: dict[str, Any] = {
        "expert": play.alice,
        "question_id": play.question,
        "client_id": uuid4(),
    }
    claim_question(**said)
    play.release()
    play.taken_by_bob()
    assert claim_question(**said).seq == 3
    with pytest.raises(NotFound):
        acts.texts(play.alice, play.question)
    assert acts.takes_part(play.question) == {play.jeanne.id, play.bob.id}


def reused(play: Play, name: UUID) -> dict[str, Callable[[], Any]]:
    """Everything that alice might do under a name of hers, and had not done."""
    ways: dict[str, dict[str, Any]] = {
        "claim": {"expert": play.alice, "question_id": play.question},
        "claim elsewhere": {
            "expert": play.alice,
            "question_id": pending(play.jeanne, play.derm),
        },
    }
    texts = {"": None, "with a text": FIRST, "with another": "Autre chose"}
    found: dict[str, Callable[[], Any]] = {
        f"{way} {what}".strip(): partial(
            answer_question, client_id=name, text=text, **more
        )
        for way, more in ways.items()
        for what, text in texts.items()
    }
    found["claim as a reply"] = partial(
        answer_question, client_id=name, text=FIRST, reply_to=2, **ways["claim"]
    )
    for what, text in texts.items():
        if text is None:
            continue
        data = SendMessage(conversation=play.question, client_id=name, text=text)
        found[f"message {what}"] = partial(send_message, author=play.alice, data=data)
    found["ask"] = partial(ask, play.alice, play.derm, FIRST, client_id=name)
    found["close"] = partial(
        acts.close, play.alice, play.question, message="Fini", client_id=name
    )
    return found


@pytest.mark.parametrize(
    ("text", "same"),
    [(None, {"claim"}), (FIRST, {"claim with a text", "message with a text"})],
)
def test_a_name_says_one_thing(play: Play, text: str | None, same: set[str]) -> None:
    name = uuid4()
    claim_question(
        expert=play.alice, question_id=play.question, client_id=name, text=text
    )
    ways = reused(play, name)
    before = acts.log(play.question)
    for what, way in ways.items():
        if what in same:
            assert not way().is_new, what
            continue
        with pytest.raises(ClientIdReused):
            way()
    assert acts.log(play.question) == before
    assert acts.state(play.question) == "claimed"
    assert not Draft.objects.exists()


def test_whoever_repeats_what_came_too_late_keeps_it_once(play: Play) -> None:
    """The same name by the same door, and the same words by all doors."""
    play.taken_by_bob()
    said = SendMessage(conversation=play.question, client_id=uuid4(), text=FIRST)
    claiming = partial(
        answer_question,
        expert=play.alice,
        question_id=play.question,
        client_id=said.client_id,
        text=FIRST,
    )
    for way in (claiming, partial(send_message, author=play.alice, data=said)) * 2:
        with pytest.raises(AlreadyClaimed):
            way()
    keep_draft(person=play.alice, conversation_id=play.question, text=FIRST)
    assert Draft.objects.get().text == FIRST
    assert Draft.objects.get().user_id == play.alice.id
