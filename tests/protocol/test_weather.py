"""Random walks over the real database in bad weather: bells are late, doubled or lost.

People come and go on the line and in a group while others write and read. When the
weather clears, everybody who is on the line has exactly what HTTP gives him.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest
from django.conf import LazySettings

from accounts.people import Person
from chat.actions.archiving import archive_conversation
from chat.actions.drafting import save_draft
from chat.actions.reading import read_conversation
from chat.actions.retracting import retract_message
from groups.actions.adding import add_member
from groups.actions.removing import remove_member
from groups.models import Group
from lib.errors import DomainError
from realtime.bells import Bell, News
from realtime.hub import Hub
from realtime.limits import limits
from tests import factories
from tests.inside import connected, in_db
from tests.model import Model
from tests.replay import OWN_VIEW, Snapshot, snapshot
from tests.wire import Wire, stream_of

STEPS = 70
CLEARS_SECONDS = 15.0


@pytest.fixture(autouse=True)
def often_swept(settings: LazySettings) -> Iterator[None]:
    settings.LIMITS = {"sweep_every_seconds": 0.3, "sockets_per_person": 50}
    limits.cache_clear()
    yield
    limits.cache_clear()


class Weather:
    """What becomes of a bell on its way to the hub."""

    def __init__(self, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self._random = random.Random(seed)
        self._ring = Hub.ring
        self.is_bad = True
        monkeypatch.setattr(Hub, "ring", carrying(self))

    def carry(self, hub: Hub, news: tuple[News, ...]) -> None:
        fate = self._random.random() if self.is_bad else 1.0
        if fate < 0.2:
            return
        if fate < 0.5:
            later = partial(hub._loop.call_later, fate / 2, hub.hear, bare(news))
            hub._loop.call_soon_threadsafe(later)
        if not 0.2 <= fate < 0.45:
            self._ring(hub, news)


def carrying(weather: Weather) -> Callable[[Hub, tuple[News, ...]], None]:
    def ring(hub: Hub, news: tuple[News, ...]) -> None:
        weather.carry(hub, news)

    return ring


def bare(news: tuple[News, ...]) -> list[News]:
    """As they come from another process: without the entries themselves."""
    return [replace(n, items=None) if isinstance(n, Bell) else n for n in news]


@dataclass
class Walk:
    chance: random.Random
    people: list[Person]
    group: Group
    private: Any
    lines: list[tuple[Person, Wire, AsyncExitStack]] = field(default_factory=list)

    @property
    def places(self) -> list[Any]:
        assert self.group.conversation
        return [self.group.conversation.uuid, self.private]

    async def step(self) -> None:
        ways: list[Callable[[], Awaitable[None]]] = [
            *[self.somebody_writes] * 5,
            *[self.somebody_looks] * 2,
            *[self.somebody_comes_or_goes] * 3,
            *[self.somebody_connects] * 2,
            self.somebody_drops_the_line,
        ]
        await self.chance.choice(ways)()
        await asyncio.sleep(self.chance.choice([0, 0, 0.01, 0.1]))

    async def attempt(self, action: Callable[..., Any], **arguments: Any) -> None:
        """Who may not, may not."""
        try:
            await in_db(partial(action, **arguments))
        except DomainError:
            return

    async def somebody_writes(self) -> None:
        who, where = self.chance.choice(self.people), self.chance.choice(self.places)
        await self.attempt(factories.say, author=who, conversation=where)

    async def somebody_looks(self) -> None:
        who, where = self.chance.choice(self.people), self.chance.choice(self.places)
        seq = self.chance.randint(1, 40)
        looks: list[tuple[Callable[..., Any], dict[str, Any]]] = [
            (read_conversation, {"reader": who, "seq": seq}),
            (retract_message, {"author": who, "seq": seq}),
            (archive_conversation, {"person": who}),
            (save_draft, {"person": who, "text": "Je ré"}),
        ]
        action, arguments = self.chance.choice(looks)
        await self.attempt(action, conversation_id=where, **arguments)

    async def somebody_comes_or_goes(self) -> None:
        manager, *others = self.people
        who = self.chance.choice(others).uuid
        action: Any = self.chance.choice([add_member, remove_member])
        await self.attempt(action, by=manager, group_id=self.group.uuid, user_id=who)

    async def somebody_connects(self) -> None:
        if len(self.lines) < 8:
            await self.connect(self.chance.choice(self.people), Model())

    async def connect(self, person: Person, model: Model) -> None:
        stack = AsyncExitStack()
        wire = await stack.enter_async_context(connected(person, model=model))
        self.lines.append((person, wire, stack))

    async def somebody_drops_the_line(self) -> None:
        if self.lines:
            place = self.chance.randrange(len(self.lines))
            person, wire, stack = self.lines.pop(place)
            await stack.aclose()
            await self.connect(person, wire.model)

    async def clears(self) -> None:
        deadline = time.monotonic() + CLEARS_SECONDS
        while wrong := await self.differences():
            assert time.monotonic() < deadline, wrong
            await asyncio.sleep(0.1)

    async def differences(self) -> list[str]:
        found: list[str] = []
        for person, wire, _ in self.lines:
            assert not wire.closing
            await wire.settle()
            fresh = await in_db(snapshot, person)
            found += differences(wire.model, fresh)
        return found


def differences(model: Model, fresh: Snapshot) -> Iterator[str]:
    for stream, log in model.logs.items():
        key = stream.partition(":")[2]
        items = fresh.logs.get(key)
        if items is None:
            yield f"{key} is not his any more"
            continue
        seqs = sorted(log.items)
        mine = [item for item in items if not seqs or item["seq"] >= seqs[0]]
        if log.in_order() != mine or log.position != items[-1]["seq"]:
            yield f"{key}: {seqs} at {log.position} instead of {mine}"
    for key, row in fresh.rows.items():
        stream = stream_of(key)
        if stream not in model.logs and model.heads.get(stream) != row["head"]:
            yield f"{key} at {row['head']} is not known: {model.heads}"
    for key, view in model.states["inbox:me"].rows.items():
        told = {name: view[name] for name in OWN_VIEW}
        if key in fresh.rows and told != {n: fresh.rows[key][n] for n in OWN_VIEW}:
            yield f"{key}: {told} instead of {fresh.rows[key]}"


@pytest.mark.parametrize("seed", range(4))
async def test_when_the_weather_clears_everybody_has_what_is_his(
    seed: int,
    alice: Person,
    bob: Person,
    carol: Person,
    monkeypatch: pytest.MonkeyPatch,
):
    people = [await in_db(factories.signed_in, one) for one in (alice, bob, carol)]
    group = await in_db(partial(factories.discussion, *people))
    private = await in_db(factories.private, alice, bob)
    weather = Weather(seed, monkeypatch)
    walk = Walk(random.Random(seed), people, group, private)
    try:
        for person in people:
            await walk.connect(person, Model())
        for _ in range(STEPS):
            await walk.step()
        weather.is_bad = False
        await walk.clears()
    finally:
        for _, _, stack in walk.lines:
            await stack.aclose()
