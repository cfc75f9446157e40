from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from realtime.db import POOLS
from realtime.hub import Hub
from realtime.limits import limits
from tests.realtime.world import Room, World


@pytest.fixture(autouse=True)
def fresh_pools() -> Iterator[None]:
    yield
    POOLS.stop()


@pytest.fixture
def limited(settings: Any) -> Iterator[Callable[..., None]]:
    """Set limits by name for this test."""

    def set_limits(**values: Any) -> None:
        settings.LIMITS = values
        limits.cache_clear()

    set_limits()
    yield set_limits
    limits.cache_clear()


@pytest.fixture
def world() -> World:
    return World(rooms={1: Room(first={1: 1, 2: 1})})


@pytest.fixture
async def hub(world: World, limited: Any) -> AsyncIterator[Hub]:
    hub = Hub(world.wiring())
    await hub.start()
    yield hub
    await hub.stop()
