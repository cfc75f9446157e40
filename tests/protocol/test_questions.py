"""What the first responder feels like over sockets (S2-11, S2-14, S2-16, S2-28, N1)."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from uuid import uuid4

from accounts.people import Person
from chat import queries
from groups.models import Group
from tests.groups import question_acts as acts
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


async def test_who_takes_it_has_it_and_it_leaves_all_queues(
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    async with connected(alice) as a, connected(bob) as b, connected(jeanne) as j:
        await b.has_queue(derm, question)
        taken = await claim(a, question, text=REPLY)
        assert taken.ok, taken
        assert (taken.data["seq"], taken.data["message"]) == (3, 4)
        stream = f"queue:{derm.uuid}"
        frame = await b.hear("state", within=AT_ONCE_SECONDS, stream=stream)
        while str(question) not in frame["drop"]:
            frame = await b.hear("state", within=AT_ONCE_SECONDS, stream=stream)
        await a.has_queue(derm)
        await b.has_queue(derm)
        assert [item["kind"] for item in await a.sees(question, upto=4)] == [
            "asked",
            "message",
            "claimed",
            "message",
        ]
        await j.sees(question, upto=4)
        assert j.texts(question) == [TEXT, REPLY]
        late = await claim(b, question, text="Moi aussi")
        assert (late.ok, late.code, late.detail) == (False, "already_claimed", {})
        sent = await b.send(question, "Trop tard")
        assert sent.code == "already_claimed"
        await b.hears_nothing("entries")
        assert REPLY not in heard(b)
        assert "Petit" not in heard(b).replace(b.hello_data["me"]["name"], "")
        refusal = await b.say("history", conversation=question)
        assert refusal.code == "not_found"
    kept = await in_db(queries.drafts, bob)
    assert [draft.text for draft in kept.items] == ["Moi aussi\n\nTrop tard"]
    assert kept.items[0].conversation is None


async def test_a_direct_first_message_takes_it_and_its_retry_succeeds(
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    question, name = await asked(jeanne, derm), uuid4()
    async with connected(alice) as a, connected(alice) as phone, connected(bob) as b:
        first = await a.send(question, REPLY, client_id=name)
        again = await phone.send(question, REPLY, client_id=name)
        assert first.data == again.data
        assert first.data["seq"] == 4
        claimed = await claim(phone, question, client_id=name, text=REPLY)
        assert claimed.data["message"] == 4
        assert (await a.send(question, "Encore")).data["seq"] == 5
        await b.has_queue(derm)
        await phone.sees(question, upto=5)


async def test_of_all_who_send_at_once_one_takes_it(
    alice: Person,
    bob: Person,
    carol: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    async with AsyncExitStack() as stack:
        wires = [
            await stack.enter_async_context(connected(p))
            for p in (alice, bob, carol, alice)
        ]
        for _ in range(5):
            question = await asked(jeanne, derm)
            replies = await asyncio.gather(
                *[wire.send(question, f"{REPLY} {n}") for n, wire in enumerate(wires)]
            )
            row = await in_db(acts.row, question)
            is_alice = row.assignee_id == alice.id
            assert sum(one.ok for one in replies) == (2 if is_alice else 1)
            lost = {one.code for one in replies if not one.ok}
            assert lost == {"already_claimed"}
            for wire in wires:
                await wire.has_queue(derm)


async def test_a_patient_is_told_no_cursor_and_nobody_typing(
    alice: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    """C2: nobody promises him presence."""
    question = await asked(jeanne, derm)
    async with connected(alice) as a, connected(jeanne) as j:
        await claim(a, question)
        await a.say("conversation.read", conversation=question, seq=3)
        await a.shout({"type": "typing", "conversation": str(question)})
        await j.hears_nothing("cursors")
        await j.hears_nothing("typing", within=0.1)
        detail = await in_db(queries.detail, jeanne, question)
        read = {one.role: one.read for one in detail.participants}
        assert read == {"practitioner": None, "patient": 0}
        await j.say("conversation.read", conversation=question, seq=3)
        frame = await a.hear("cursors")
        assert frame["items"][0]["person"] == str(jeanne.uuid)


async def test_closing_and_reopening_are_seen_by_both(
    alice: Person,
    jeanne: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    async with connected(alice) as a, connected(jeanne) as j:
        await claim(a, question)
        closed = await a.say(
            "conversation.close",
            conversation=question,
            message=REPLY,
            client_id=uuid4(),
        )
        assert closed.data["seq"] == 5
        items = await j.sees(question, upto=5)
        assert [one["kind"] for one in items][-2:] == ["message", "closed"]
        assert (await j.send(question, "?")).code == "conversation_closed"
        assert (await j.say("conversation.reopen", conversation=question)).ok
        items = await a.sees(question, upto=6)
        assert items[-1]["data"] == {"state": "claimed"}


async def test_a_stranger_who_names_it_is_told_nothing(
    nina: Person,
    dave: Person,
    jeanne: Person,
    thomas: Person,
    derm: Group,
) -> None:
    question = await asked(jeanne, derm)
    have = {f"queue:{derm.uuid}": 1, f"conversation:{question}": 2}
    for stranger in (nina, dave, thomas):
        async with connected(stranger, have=have) as s:
            gone = {h.frame["stream"] for h in s.journal if h.frame["type"] == "gone"}
            assert gone == set(have)
            for kind in ("claim", "release", "withdraw"):
                named = {"client_id": uuid4()} if kind == "claim" else {}
                refusal = await s.say(f"question.{kind}", question=question, **named)
                assert refusal.code == "not_found"
            for kind in ("close", "reopen"):
                refusal = await s.say(f"conversation.{kind}", conversation=question)
                assert refusal.code == "not_found"
            assert (await s.send(question, "?")).code == "not_found"
            assert TITLE not in heard(s)
            assert TEXT not in heard(s)
