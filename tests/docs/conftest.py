from collections.abc import AsyncIterator
from typing import Any

import pytest

from realtime.db import POOLS
from realtime.hub import stop_hub_of_this_loop
from realtime.limits import limits
from tests.docs.player import Player
from tests.docs.stage import Stage


@pytest.fixture
def stage(transactional_db: None) -> Stage:
    return Stage()


@pytest.fixture
async def player(stage: Stage, settings: Any) -> AsyncIterator[Player]:
    player = Player(stage, settings)
    yield player
    await player.leave()
    await stop_hub_of_this_loop()
    POOLS.stop()
    limits.cache_clear()
