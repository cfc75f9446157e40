"""Many clients at once, connected and gone again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bench.client import opened
from bench.servers import Serving
from bench.speech import Talker, talker

CONNECT_AT_ONCE = 25
GOODBYE_SECONDS = 0.5


@asynccontextmanager
async def crowd(
    serving: Serving, places: Sequence[tuple[int, str]], *, beside: int = 1
) -> AsyncIterator[list[Talker]]:
    """Connect a client for each (person, conversation); processes take turns.

    So many clients that follow one another have the same process.
    """
    sessions = serving.system.world["sessions"]
    talkers = [
        talker(serving.system.name, sessions[place], conversation)
        for place, conversation in places
    ]
    await connect(serving, talkers, beside=beside)
    try:
        yield talkers
    finally:
        for one in talkers:
            one.leave()
        await asyncio.sleep(GOODBYE_SECONDS)


async def connect(
    serving: Serving,
    talkers: Sequence[Talker],
    at_once: int = CONNECT_AT_ONCE,
    *,
    beside: int = 1,
) -> None:
    """Connect and greet, not more than so many at once."""
    gate = asyncio.Semaphore(at_once)
    ports = serving.ports

    async def one(number: int, who: Talker) -> None:
        async with gate:
            await opened(who, ports[number // beside % len(ports)])
            await who.greet()

    await asyncio.gather(*(one(*pair) for pair in enumerate(talkers)))
