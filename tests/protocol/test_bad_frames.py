"""Whatever a client sends, it is answered, and nobody else notices."""

from __future__ import annotations

import json
import logging
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.people import Person
from config.wiring import WIRING
from realtime.limits import limits
from tests import factories
from tests.inside import connected, in_db
from tests.protocol.bad import CORPUS, up
from tests.wire import Wire

ANSWER_SECONDS = 2.0
WORDS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.uuids().map(str)
)
ANYTHING = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["conversation", "client_id", "text", "seq", "until", "before", "limit", "reply_to"]
)
KINDS = st.sampled_from(
    [*WIRING.commands, *WIRING.passing, "hello", "ping", "pong", "x"]
)
FRAMES = st.one_of(
    st.text(),
    st.binary(),
    ANYTHING.map(json.dumps),
    st.builds(up, KINDS | ANYTHING, st.dictionaries(FIELDS, ANYTHING), ANYTHING),
    st.builds(up, KINDS, st.dictionaries(FIELDS, ANYTHING)),
)


async def still_answers(wire: Wire) -> None:
    assert (await wire.say("ping")).ok


@pytest.mark.parametrize("code", CORPUS)
async def test_a_bad_frame_is_answered_and_the_socket_lives(
    code: str, alice: Person, bob: Person, caplog: pytest.LogCaptureFixture
):
    alice = await in_db(factories.signed_in, alice)
    async with connected(bob) as bystander:
        for frame in CORPUS[code]:
            async with connected(alice) as wire:
                await wire.shout(frame)
                reply = await wire.hear("reply", ok=False, within=ANSWER_SECONDS)
                assert reply["error"]["code"] == code, frame[:200]
                await still_answers(wire)
        await still_answers(bystander)
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(frame=FRAMES)
async def test_nothing_that_is_sent_kills_a_socket(
    frame: str | bytes, alice: Person, bob: Person, caplog: pytest.LogCaptureFixture
):
    async with connected(alice) as wire:
        await wire.shout(frame)
        await still_answers(wire)
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


async def test_only_repeated_nonsense_ends_a_socket(alice: Person, bob: Person):
    async with connected(bob) as bystander, connected(alice) as wire:
        for _ in range(limits().bad_frames - 1):
            await wire.shout("nonsense")
        await still_answers(wire)
        await wire.shout("nonsense")
        bye = await wire.hear("bye")
        assert (bye["code"], bye["reason"]) == (4400, "bad_frames")
        assert (await wire.is_closed()).code == 4400
        await still_answers(bystander)


async def test_each_command_of_one_ref_has_its_reply(alice: Person):
    async with connected(alice) as wire:
        frame: dict[str, Any] = {"type": "ping", "ref": "same", "data": {}}
        await wire.shout(frame)
        await wire.shout(frame)
        for _ in range(2):
            await wire.hear("reply", ref="same", ok=True)


async def test_a_refused_send_leaves_no_trace(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as wire:
        for text in ("", "\x00", "a" * 8001):
            refusal = await wire.send(conversation, text)
            assert refusal.code == "invalid_request"
        first = await wire.send(conversation, "Bonjour", client_id=uuid4())
        assert first.data["seq"] == 1


async def test_before_hello_nothing_is_done(alice: Person, bob: Person):
    from tests.inside import knocking
    from tests.wire import speaking

    conversation = await in_db(factories.private, alice, bob)
    async with speaking(await knocking(alice)) as wire:
        assert (await wire.send(conversation, "Bonjour")).code == "hello_first"
        assert (await wire.hello()).ok
        assert (await wire.send(conversation, "Bonjour")).data["seq"] == 1
