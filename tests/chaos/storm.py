"""A crowd that talks through a storm; the question whether all is well afterwards."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.checker import Row, problems
from tests.chaos.devices import Device
from tests.servers import House

# The protocol's promise once everything runs again.
CONVERGENCE_SECONDS = 30.0


@dataclass
class Storm:
    house: House
    crowd: dict[str, Any]
    devices: list[Device] = field(default_factory=list)
    talks: asyncio.Event = field(default_factory=asyncio.Event)
    ends: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def join(self, place: int, **options: Any) -> Device:
        """Let one more of the crowd's people come; each on the next server process."""
        person = self.crowd["people"][place]
        web = self.house.web[place % len(self.house.web)]
        options.setdefault("token", person["token"])
        options.setdefault("url", lambda: web.socket)
        device = Device(
            name=f"n° {place}",
            conversation=self.crowd["conversation"],
            **options,
        )
        self.devices.append(device)
        living = device.live(talks=self.talks, ends=self.ends)
        self.tasks.append(asyncio.create_task(living))
        return device

    @property
    def n_acknowledged(self) -> int:
        return sum(len(device.told.acknowledged) for device in self.devices)

    async def more_is_acknowledged(self, n: int, *, within: float = 20.0) -> None:
        """Return when so many more sends were acknowledged."""
        wanted = self.n_acknowledged + n
        await eventually(lambda: self.n_acknowledged >= wanted, within=within)

    async def calms_down(self) -> list[Row]:
        """Let everybody finish and catch up, within the promise; return the log."""
        self.talks.clear()
        await eventually(
            lambda: all(device.is_settled for device in self.devices),
            within=CONVERGENCE_SECONDS,
        )
        log = await asyncio.to_thread(self.log)
        head = max(row.seq for row in log)
        await eventually(
            lambda: all(device.position >= head for device in self.devices),
            within=CONVERGENCE_SECONDS,
        )
        return log

    def log(self) -> list[Row]:
        task = ("-m", "tests.chaos.seeding", "dump", self.crowd["conversation"])
        return [Row(*row) for row in json.loads(self.house.run(*task))]

    async def require_all_is_well(self) -> None:
        log = await self.calms_down()
        for device in self.devices:
            device.told.shown = device.shown()
        assert problems(log, [device.told for device in self.devices]) == []
        assert len(log) > self.n_acknowledged > 0

    async def stop(self) -> None:
        self.ends.set()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def seed(house: House, n_people: int) -> dict[str, Any]:
    """Fill the house's database with one more crowd."""
    task = ("-m", "tests.chaos.seeding", "crowd", str(n_people))
    return dict(json.loads(house.run(*task)))


@asynccontextmanager
async def storm(house: House, n_people: int) -> AsyncIterator[Storm]:
    """A crowd of its own in this house; ended whatever happens."""
    self = Storm(house, await asyncio.to_thread(seed, house, n_people))
    self.talks.set()
    try:
        yield self
    finally:
        await self.stop()


async def eventually(is_so: Any, *, within: float) -> None:
    deadline = time.monotonic() + within
    for _ in itertools.count():
        if is_so():
            return
        assert time.monotonic() < deadline, f"not within {within} s"
        await asyncio.sleep(0.05)
