"""Tests over sockets: a real database in threads, a hub per test, ended with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from config import wiring
from realtime.hub import stop_hub_of_this_loop

# A hub that does not end fails its test, and does not hold up all others.
STOP_SECONDS = 30


@pytest.fixture(autouse=True)
def committed(transactional_db: None) -> None:
    """What is written here is seen by other threads."""


@pytest_asyncio.fixture(autouse=True)
async def hub(committed: None) -> AsyncIterator[None]:
    wiring.bind()
    yield
    async with asyncio.timeout(STOP_SECONDS):
        await stop_hub_of_this_loop()
