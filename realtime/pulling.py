"""Natural batching of reads: what waits while one query runs is read by the next one.

Busy conversations whose messages are written elsewhere cost one query together, not one
each. No timer: alone, a pull waits for nobody.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import Any

from lib.errors import Unavailable
from realtime import metrics
from realtime.contract import Log, Part
from realtime.db import in_db
from realtime.limits import limits

Pulled = tuple[Any, ...]
Waiting = tuple[Part, asyncio.Future[Pulled]]


class Puller:
    """The reads of one kind of log in this process."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._waiting: deque[Waiting] = deque()
        self._reader: asyncio.Task[None] | None = None

    async def pull(self, part: Part) -> Pulled:
        """Return the entries of a part. Raises what the reading raised."""
        loop = asyncio.get_running_loop()
        entries: asyncio.Future[Pulled] = loop.create_future()
        self._waiting.append((part, entries))
        if self._reader is None or self._reader.done():
            self._reader = loop.create_task(self._read())
        return await entries

    async def _read(self) -> None:
        while self._waiting:
            size = min(len(self._waiting), limits().batch_items)
            taken = [self._waiting.popleft() for _ in range(size)]
            metrics.PULLS.inc(size)
            try:
                await self._together(taken)
            except Unavailable as error:
                _refuse(taken, error)
            except Exception:
                # One log that cannot be read does not hold up the others.
                for one in taken:
                    await self._alone(one)

    async def _together(self, taken: Sequence[Waiting]) -> None:
        parts = [part for part, _ in taken]
        found = await in_db(self._log.pull, parts, reads=True)
        for (_, entries), items in zip(taken, found, strict=True):
            if not entries.done():
                entries.set_result(items)

    async def _alone(self, one: Waiting) -> None:
        try:
            await self._together([one])
        except Exception as error:
            _refuse([one], error)


def _refuse(taken: Sequence[Waiting], error: Exception) -> None:
    for _, entries in taken:
        if not entries.done():
            entries.set_exception(error)
