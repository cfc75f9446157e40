"""Queues over sockets: live, at the hello, for who comes or goes (S2-11, S2-28)."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from functools import partial
from uuid import uuid4

from accounts.people import Person
from groups.actions.changing import change_group
from groups.models import Group
from groups.schemas import ChangeGroup
from tests.groups import question_acts as acts
from tests.groups.acts import add, remove
from tests.inside import connected, in_db
from tests.protocol.asking import (
    AT_ONCE_SECONDS,
    REPLY,
    TEXT,
    TITLE,
    asked,
    claim,
    heard,
)


async def test_a_question_is_in_the_queue_of_every_member_at_once(
    alice: Person,
    bob: Person,
    nina: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    async with AsyncExitStack() as stack:
        people = (alice, bob, nina, erin, jeanne)
        a, b, n, e, j = [await stack.enter_async_context(connected(p)) for p in people]
        reply = await j.say(
            "question.ask", client_id=uuid4(), group=derm.uuid, title=TITLE, text=TEXT
        )
        question = reply.data["question"]
        for member in (a, b):
            await member.has_queue(derm, question)
            row = member.model.states[f"queue:{derm.uuid}"].rows[question]
            assert (row["title"], row["excerpt"]) == (TITLE, TEXT)
            assert row["requester"]["role"] == "patient"
        await j.sees(question, upto=2)
        for other in (n, e):
            await other.hears_nothing("state", stream=f"queue:{derm.uuid}")
            assert TITLE not in heard(other)


async def test_what_is_released_is_gone_and_waits_again(
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    async with connected(alice) as a, connected(bob) as b, connected(jeanne) as j:
        assert (await claim(a, question)).ok
        await a.sees(question, upto=3)
        assert (await a.say("question.release", question=question)).data["seq"] == 4
        await a.hear("gone", stream=f"conversation:{question}")
        await a.has_queue(derm, question)
        await b.has_queue(derm, question)
        items = await j.sees(question, upto=4)
        assert items[-1]["kind"] == "released"
        assert (await claim(b, question)).ok
        await a.has_queue(derm)
        await b.sees(question, upto=5)
        await a.hears_nothing("entries")


async def test_a_hello_says_where_the_queues_stand(
    alice: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    one = await asked(jeanne, derm)
    async with connected(alice) as before:
        await before.has_queue(derm, one)
    two = await asked(jeanne, derm)
    await in_db(acts.claim, alice, one)
    async with connected(alice, model=before.model) as a:
        stream = f"queue:{derm.uuid}"
        states = [h.frame for h in a.journal if h.frame.get("stream") == stream]
        assert [("from" in one, one["drop"]) for one in states] == [(True, [str(one)])]
        assert a.queue(derm) == [str(two)]
    async with connected(alice, model=before.model) as a:
        assert stream not in json.dumps([h.frame for h in a.journal if h.way == "down"])


async def test_a_removed_member_loses_the_queue_and_a_new_one_has_it(
    alice: Person,
    nina: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    async with connected(alice) as a, connected(nina) as n:
        await a.has_queue(derm, question)
        await in_db(remove, erin, derm, alice)
        await a.hear("gone", within=AT_ONCE_SECONDS, stream=f"queue:{derm.uuid}")
        await in_db(add, erin, derm, nina)
        await n.has_queue(derm, question)
        other = await asked(jeanne, derm, REPLY)
        await n.has_queue(derm, question, other)
        assert a.queue(derm) is None
        assert REPLY not in heard(a)
        assert (await claim(a, other)).code == "not_found"
        await in_db(add, erin, derm, alice)
        await a.has_queue(derm, question, other)


async def test_moved_questions_change_queues(
    alice: Person,
    bob: Person,
    nina: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    other = await in_db(partial(acts.experts, erin, nina, name="Pharmacie"))
    question = await asked(jeanne, derm)
    wanted = ChangeGroup.model_validate(
        {"active": False, "pending": {"move_to": other.uuid}}
    )
    async with connected(alice) as a, connected(nina) as n:
        await a.has_queue(derm, question)
        await in_db(partial(change_group, by=erin, group_id=derm.uuid, asked=wanted))
        await a.has_queue(derm)
        await n.has_queue(other, question)
        assert (await claim(a, question)).code == "not_found"
        assert (await claim(n, question)).ok


async def test_what_the_requester_adds_or_takes_back_is_seen_by_who_reads(
    alice: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    stream, key = f"queue:{derm.uuid}", str(question)
    async with connected(alice) as a, connected(jeanne) as j:
        assert (await j.send(question, REPLY)).ok
        rows = a.model.states[stream].rows
        await a.until(lambda: rows[key]["head"] == 3)
        await j.say("message.retract", conversation=question, seq=2)
        await a.until(lambda: rows[key]["excerpt"] == REPLY)
