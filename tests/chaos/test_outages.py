"""Redis and PostgreSQL stop and start under traffic."""

from __future__ import annotations

import asyncio

import pytest

from local.children import Child
from tests.chaos.storm import CONVERGENCE_SECONDS, Storm, eventually, storm
from tests.servers import House

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.services,
    pytest.mark.timeout(240),
]
SENDERS = 20


@pytest.fixture
def house(house: House) -> House:
    if house.redis is None:
        pytest.skip("embedded: neither runs")
    return house


async def head_reaches_everybody(crowd: Storm) -> None:
    """What is acknowledged now is with everybody within the promise."""
    head = max(max(d.told.acknowledged.values(), default=0) for d in crowd.devices)
    await eventually(
        lambda: all(device.position >= head for device in crowd.devices),
        within=CONVERGENCE_SECONDS,
    )


async def test_without_redis_sends_are_acknowledged_and_arrive(house: House):
    assert house.redis
    async with storm(house, SENDERS) as crowd:
        for place in range(SENDERS):
            crowd.join(place, pause_seconds=0.3)
        await crowd.more_is_acknowledged(60)
        closed_before = sum(len(device.closings) for device in crowd.devices)
        house.redis.kill()
        await crowd.more_is_acknowledged(100)
        await head_reaches_everybody(crowd)
        await asyncio.to_thread(house.redis.start, wait=True)
        await crowd.more_is_acknowledged(60)
        await head_reaches_everybody(crowd)
        await crowd.require_all_is_well()
        closed = sum(len(device.closings) for device in crowd.devices)
        assert closed == closed_before, "sockets must outlive Redis"


@pytest.mark.parametrize("way", [Child.stop, Child.kill], ids=["stop", "kill"])
async def test_what_postgresql_acknowledged_it_has_after_its_restart(house: House, way):
    assert house.postgres
    async with storm(house, SENDERS) as crowd:
        for place in range(SENDERS):
            crowd.join(place)
        for _ in range(2):
            await crowd.more_is_acknowledged(60)
            await asyncio.to_thread(way, house.postgres)
            await asyncio.sleep(1.0)
            await asyncio.to_thread(house.postgres.start, wait=True)
        await crowd.more_is_acknowledged(60, within=CONVERGENCE_SECONDS)
        await crowd.require_all_is_well()
        refused = {code for device in crowd.devices for code in device.refusals}
        assert refused <= {"unavailable"}
