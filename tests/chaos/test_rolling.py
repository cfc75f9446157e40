"""A rolling restart behind nginx: nothing is lost, no request fails, all come back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cluster.nginx import Nginx
from cluster.rolling import Web, restart_in_turn
from tests.chaos.asking import as_app
from tests.chaos.devices import Device
from tests.chaos.storm import Storm, eventually, storm
from tests.servers import House

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.services,
    pytest.mark.nginx,
    pytest.mark.timeout(240),
]
SENDERS = 6
READERS = 2
# The promise: from when his process is ready again.
BACK_SECONDS = 5.0
RESTARTING = 4503


@dataclass
class Requests:
    """Somebody who reads over HTTP all the time."""

    base: str
    token: str
    statuses: list[int] = field(default_factory=list)

    async def go_on(self) -> None:
        while True:
            path = "/api/v1/conversations"
            answer = await as_app(self.base, self.token, "GET", path)
            self.statuses.append(answer.status)


@pytest.fixture
def house(house: House) -> House:
    if len(house.web) < 2:
        pytest.skip("embedded: one process")
    return house


@asynccontextmanager
async def behind_nginx(house: House, home: Path) -> AsyncIterator[Nginx]:
    nginx = Nginx(home, [web.port for web in house.web])
    nginx.start()
    try:
        await asyncio.to_thread(nginx.wait_until_ready)
        yield nginx
    finally:
        await asyncio.to_thread(nginx.stop)


async def test_everybody_is_back_and_nothing_is_lost(house: House, tmp_path: Path):
    async with behind_nginx(house, tmp_path) as nginx, talking(house, nginx) as crowd:
        reading = Requests(f"http://127.0.0.1:{nginx.port}", crowd.devices[0].token)
        task = asyncio.create_task(reading.go_on())
        await crowd.more_is_acknowledged(40)
        ready_at = await restarted(house)
        await crowd.more_is_acknowledged(40)
        await eventually(lambda: all(d.wire for d in crowd.devices), within=10)
        task.cancel()
        assert set(reading.statuses) == {200}
        assert [d.name for d in crowd.devices if not was_told(d)] == []
        assert late(crowd.devices, ready_at) == []
        await crowd.require_all_is_well()


@asynccontextmanager
async def talking(house: House, nginx: Nginx) -> AsyncIterator[Storm]:
    """A crowd that knows one address, that of nginx."""
    url = f"ws://127.0.0.1:{nginx.port}/ws/v1/"
    async with storm(house, SENDERS + READERS) as crowd:
        for place in range(SENDERS):
            crowd.join(place, url=lambda: url)
        for place in range(SENDERS, SENDERS + READERS):
            crowd.join(place, url=lambda: url, pause_seconds=1.0)
        yield crowd


async def restarted(house: House) -> list[float]:
    """Restart all processes in turn; return when each was ready again."""
    ready_at: list[float] = []

    def note(web: Web) -> None:
        ready_at.append(time.monotonic())

    await asyncio.to_thread(restart_in_turn, house.web, note)
    return ready_at


def was_told(device: Device) -> bool:
    return RESTARTING in {closing.code for closing in device.closings}


def late(devices: list[Device], ready_at: list[float]) -> list[str]:
    """Who was synced again more than the promise after his process was ready."""
    return [
        f"{device.name}: {back - ready:.1f} s"
        for device in devices
        for cut in device.cut_at
        for ready in [min(at for at in ready_at if at > cut)]
        for back in [min(at for at in device.synced_at if at > cut)]
        if back - ready > BACK_SECONDS
    ]
