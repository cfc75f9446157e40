"""kill -9 in the middle of traffic, several times: nothing acknowledged is lost."""

from __future__ import annotations

import asyncio

import pytest

from tests.chaos.storm import storm
from tests.servers import House

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(240)]
SENDERS = 20
ROUNDS = 3


async def test_a_killed_server_loses_nothing_and_writes_nothing_twice(house: House):
    async with storm(house, SENDERS + 2) as crowd:
        for place in range(SENDERS):
            crowd.join(place)
        for place in range(SENDERS, SENDERS + 2):
            crowd.join(place, pause_seconds=1.0)
        for number in range(ROUNDS):
            await crowd.more_is_acknowledged(60)
            web = house.web[number % len(house.web)]
            web.kill()
            await asyncio.to_thread(web.start, wait=True)
        await crowd.more_is_acknowledged(60)
        await crowd.require_all_is_well()
        assert any(device.closings for device in crowd.devices)
