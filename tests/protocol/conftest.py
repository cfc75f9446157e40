"""Tests over sockets: a real database in threads, a hub per test, ended with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from config import wiring
from realtime.hub import stop_hub_of_this_loop


@pytest.fixture(autouse=True)
def committed(transactional_db: None) -> None:
    """What is written here is seen by other threads."""


@pytest_asyncio.fixture(autouse=True)
async def hub(committed: None) -> AsyncIterator[None]:
    wiring.bind()
    yield
    await stop_hub_of_this_loop()
