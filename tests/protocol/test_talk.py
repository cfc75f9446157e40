"""What a conversation over sockets feels like, for those who are in it."""

from __future__ import annotations

from uuid import uuid4

from accounts.people import Person
from tests import factories
from tests.inside import connected, in_db
from tests.wire import stream_of


async def test_a_message_reaches_every_device_of_both(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as a, connected(alice) as phone, connected(bob) as b:
        sent = await a.send(conversation, "Bonjour")
        assert sent.data["seq"] == 1
        for device in (a, phone, b):
            (item,) = await device.sees(conversation, upto=1)
            assert item["data"] == {"text": "Bonjour"}
            assert item["author"]["id"] == str(alice.uuid)


async def test_a_stranger_hears_nothing(alice: Person, bob: Person, carol: Person):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as a, connected(carol) as c:
        await a.send(conversation, "Bonjour")
        await a.sees(conversation, upto=1)
        await c.hears_nothing("entries")
        refusal = await c.say("history", conversation=conversation)
        assert refusal.code == "not_found"


async def test_a_retry_on_another_socket_gets_the_first_answer(
    alice: Person, bob: Person
):
    conversation = await in_db(factories.private, alice, bob)
    name = uuid4()
    async with connected(alice) as a, connected(alice) as again:
        first = await a.send(conversation, "Bonjour", client_id=name)
        second = await again.send(conversation, "Bonjour", client_id=name)
        assert first.data == second.data
        other = await again.send(conversation, "Bonsoir", client_id=name)
        assert other.code == "client_id_reused"


async def test_who_was_away_gets_what_he_missed_and_no_more(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    await in_db(factories.say, alice, conversation, "un")
    async with connected(bob) as before:
        await before.say("history", conversation=conversation)
        before.model.page(stream_of(conversation), [], head=1, first=1)
    await in_db(factories.say, alice, conversation, "deux")
    async with connected(bob, model=before.model) as b:
        frame = next(h.frame for h in b.journal if h.frame["type"] == "entries")
        assert (frame["after"], frame["upto"]) == (1, 2)
        assert b.texts(conversation) == ["deux"]
        assert b.pulls == 0


async def test_too_far_behind_is_stale_and_loads_a_page(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)

    def talk_on() -> None:
        for number in range(201):
            factories.say(alice, conversation, f"n° {number}")

    async with connected(bob) as before:
        await in_db(factories.say, alice, conversation, "au début")
        await before.sees(conversation, upto=1)
    await in_db(talk_on)
    async with connected(bob, model=before.model) as b:
        assert any(heard.frame["type"] == "stale" for heard in b.journal)
        assert b.texts(conversation)[-1] == "n° 200"
        assert b.pulls == 1


async def test_what_i_may_not_read_is_gone_existing_or_not(
    alice: Person, bob: Person, carol: Person
):
    conversation = await in_db(factories.private, alice, bob)
    for named in (stream_of(conversation), stream_of(uuid4()), "conversation:?"):
        async with connected(carol, have={named: 3}) as c:
            gone = next(h.frame for h in c.journal if h.frame["type"] == "gone")
            assert gone == {"type": "gone", "stream": named}


async def test_another_epoch_makes_everything_stale(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    await in_db(factories.say, alice, conversation)
    have = {stream_of(conversation): 1}
    async with connected(bob, have=have, epoch="of-yesterday") as b:
        assert any(heard.frame["type"] == "stale" for heard in b.journal)


async def test_typing_passes_to_the_others_alone(
    alice: Person, bob: Person, carol: Person
):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as a, connected(bob) as b, connected(carol) as c:
        await a.shout({"type": "typing", "conversation": str(conversation)})
        frame = await b.hear("typing")
        assert frame["conversation"] == str(conversation)
        await c.hears_nothing("typing")
        await a.hears_nothing("typing", within=0.1)


async def test_my_other_device_follows_what_entries_cannot_tell(
    alice: Person, bob: Person
):
    conversation = await in_db(factories.private, alice, bob)
    await in_db(factories.say, alice, conversation)
    async with connected(bob) as b, connected(bob) as phone:
        await b.say("conversation.read", conversation=conversation, seq=1)
        await b.say("draft.save", conversation=conversation, text="Je ré")
        await b.say("conversation.archive", conversation=conversation)
        rows = phone.model.states["inbox:me"].rows
        row = await phone.until(
            lambda: (
                (rows.get(str(conversation)) or {}).get("archived_head")
                and rows[str(conversation)]
            )
        )
        assert (row["read"], row["archived_head"]) == (1, 1)
        assert row["draft_at"]


async def test_other_state_versions_are_told_at_hello(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    await in_db(factories.say, alice, conversation)
    async with connected(bob) as before:
        pass
    async with connected(bob) as other:
        await other.say("conversation.mute", conversation=conversation)
    async with connected(bob, model=before.model) as b:
        frame = next(h.frame for h in b.journal if h.frame["type"] == "state")
        assert frame["from"] < frame["version"]
        assert frame["put"][0]["muted_until"].startswith("9999")
