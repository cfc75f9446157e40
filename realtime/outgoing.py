"""The way out of one session: frames in order, within what its reader keeps up with."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from realtime import frames
from realtime.allowance import Allowance
from realtime.limits import limits
from realtime.tasks import Tasks

FLOW_CHECK_SECONDS = 1.0


class Door(Protocol):
    """A transport: what a session needs of it."""

    async def write(self, text: str) -> None: ...

    async def close(self, code: int, reason: str) -> None: ...


class Outgoing:
    """Queues frames for a door. `too_slow` is called when its reader does not count."""

    def __init__(self, door: Door, tasks: Tasks, too_slow: Callable[[], None]) -> None:
        self._door = door
        self._tasks = tasks
        self._too_slow = too_slow
        self._loop = asyncio.get_running_loop()
        self._allowance = Allowance(limits())
        self._queue: deque[frames.Down] = deque()
        self._writer: asyncio.Task[None] | None = None
        self._flowing = asyncio.Event()
        self._flowing.set()

    @property
    def is_stalled(self) -> bool:
        return self._allowance.is_stalled

    async def flowing(self) -> None:
        """Wait until the reader keeps up."""
        await self._flowing.wait()

    def put(self, frame: frames.Down) -> None:
        """Queue one frame."""
        self._allowance.hand(frame.size, self._loop.time())
        if self._allowance.is_stalled and self._flowing.is_set():
            self._flowing.clear()
            self._tasks.later(limits().stalled_seconds, self._check_flow)
        self._queue.append(frame)
        if self._writer is None or self._writer.done():
            self._writer = self._tasks.start(self._write())

    def counted(self, got: int) -> None:
        """Note that the client has received `got` frames in all."""
        self._allowance.count(got, self._loop.time())
        if not self._allowance.is_stalled:
            self._flowing.set()

    def drop(self) -> None:
        """Leave what is not yet written."""
        self._queue.clear()

    async def finish(self, bye: frames.Down, code: int, reason: str) -> None:
        """Write the goodbye and close; a reader that is too slow gets nothing else."""
        if self.is_stalled:
            self.drop()
        self.put(bye)
        if self._writer is not None:
            await asyncio.shield(self._writer)
        await self._door.close(code, reason)

    async def cut(self, code: int, reason: str) -> None:
        """Close without a goodbye, as soon as the transport takes it."""
        with suppress(Exception):
            await self._door.close(code, reason)

    async def _write(self) -> None:
        while self._queue:
            await self._door.write(self._queue.popleft().text)

    def _check_flow(self) -> None:
        if not self._allowance.is_stalled:
            return
        if self._allowance.is_too_slow(self._loop.time()):
            self._too_slow()
        else:
            self._tasks.later(FLOW_CHECK_SECONDS, self._check_flow)
