"""A reader who does not keep up is closed, costs others nothing, and catches up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from accounts.people import Person
from realtime.limits import limits
from tests import factories
from tests.inside import connected, in_db
from tests.transports import InProcess
from tests.wire import Wire

N_MESSAGES = 30


@pytest.fixture(autouse=True)
def impatient(settings: LazySettings) -> Iterator[None]:
    settings.LIMITS = {"allowance_frames": 10, "stalled_seconds": 0.3}
    limits.cache_clear()
    yield
    limits.cache_clear()


async def talk_on(wire: Wire, conversation: object) -> None:
    wire.acknowledge_every = 1
    for number in range(N_MESSAGES):
        assert (await wire.send(conversation, f"n° {number}")).ok
    await wire.sees(conversation, upto=N_MESSAGES)


async def test_who_counts_nothing_is_closed_and_catches_up(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as a, connected(bob) as b:
        b.answers_pings = False
        await talk_on(a, conversation)
        bye = await b.hear("bye")
        assert (bye["code"], bye["reason"]) == (4508, "too_slow")
        assert (await b.is_closed()).code == 4508
        assert len(b.texts(conversation)) < N_MESSAGES
    async with connected(bob, model=b.model) as again:
        again.acknowledge_every = 1
        await again.sees(conversation, upto=N_MESSAGES)
        assert again.texts(conversation) == [f"n° {n}" for n in range(N_MESSAGES)]


async def test_who_reads_nothing_is_told_when_he_reads_again(
    alice: Person, bob: Person
):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as a, connected(bob) as b:
        assert isinstance(b.transport, InProcess)
        b.transport.reading.clear()
        await talk_on(a, conversation)
        await a.hears_nothing("bye", within=3.0)
        b.transport.reading.set()
        assert (await b.is_closed()).code == 4508


async def test_who_counts_again_in_time_gets_everything(alice: Person, bob: Person):
    conversation = await in_db(factories.private, alice, bob)
    async with connected(alice) as a, connected(bob) as b:
        b.acknowledge_every = 4
        await talk_on(a, conversation)
        await b.sees(conversation, upto=N_MESSAGES)
        assert b.texts(conversation) == [f"n° {n}" for n in range(N_MESSAGES)]
        assert b.closing is None
