"""Natural batching: what waits while the writer is busy is written in one transaction.

No timer: alone, a request waits for nobody. A batch that fails is rolled back and its
requests run one by one, so that only the guilty one is refused.

Another process may be writing to the same conversation (a lane): such a request is
left out and goes with the next batch, in order; mostly the lock is free by then. One
that was left out again and again opens its lane: it waits for the lock apart from the
others, and the lane's later requests queue up behind it, to be written together too.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lib.errors import DomainError, Unavailable
from realtime import metrics
from realtime.contract import SKIPPED, Batch, Command, Skipped, Write
from realtime.db import in_db
from realtime.limits import limits

logger = logging.getLogger(__name__)


# How often a request goes with the next batch; the pause after one that wrote nothing.
PATIENCE = 5
PAUSE_SECONDS = 0.001


@dataclass(slots=True, eq=False)
class Request:
    person: Any
    data: Any
    outcome: asyncio.Future[Any]
    n_skipped: int = 0


class Batcher:
    """The waiting requests of one command in this process."""

    def __init__(self, command: Command, batch: Batch) -> None:
        self._command = command
        self._batch = batch
        self._waiting: deque[Request] = deque()
        self._lanes: dict[str, deque[Request]] = {}
        self._writer: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def submit(self, person: Any, data: Any) -> asyncio.Future[Any]:
        """Queue a request; its future gets the reply or the refusal, never raises."""
        loop = asyncio.get_running_loop()
        request = Request(person, data, loop.create_future())
        if (lane := self._lanes.get(self._batch.lane(data))) is not None:
            lane.append(request)
        else:
            self._waiting.append(request)
            if self._writer is None or self._writer.done():
                self._writer = loop.create_task(self._write())
        return request.outcome

    async def _write(self) -> None:
        while self._waiting:
            taken = _some(self._waiting)
            again: list[Request] = []
            apart: list[Request] = []
            for request, outcome in await self._together(self._batch.write, taken):
                if outcome is SKIPPED and request.n_skipped < PATIENCE:
                    request.n_skipped += 1
                    again.append(request)
                elif isinstance(outcome, Skipped):
                    apart.append(request)
                else:
                    _settle(request, outcome)
            self._waiting.extendleft(reversed(again))
            self._divert(apart)
            if len(again) == len(taken):
                await asyncio.sleep(PAUSE_SECONDS)

    async def _together(
        self, write: Write, taken: Sequence[Request]
    ) -> Iterable[tuple[Request, Any]]:
        """Write requests in one transaction; what fails has run one by one."""
        metrics.BATCH_SIZE.observe(len(taken))
        pairs = [(request.person, request.data) for request in taken]
        outcomes: Sequence[Any]
        try:
            outcomes = await in_db(write, pairs)
        except Unavailable as error:
            outcomes = [error] * len(taken)
        except Exception:
            logger.exception("batch failed")
            metrics.BATCH_FALLBACKS.inc()
            for request in taken:
                await self._alone(request)
            return ()
        return zip(taken, outcomes, strict=True)

    def _divert(self, requests: Sequence[Request]) -> None:
        """Move requests to their lanes; what waits for the same lanes follows them."""
        if not requests:
            return
        for request in requests:
            self._lane(request).append(request)
        waiting = list(self._waiting)
        self._waiting.clear()
        for request in waiting:
            lane = self._lanes.get(self._batch.lane(request.data))
            (self._waiting if lane is None else lane).append(request)

    def _lane(self, request: Request) -> deque[Request]:
        name = self._batch.lane(request.data)
        if (lane := self._lanes.get(name)) is None:
            lane = self._lanes[name] = deque()
            task = asyncio.get_running_loop().create_task(self._drain(name, lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return lane

    async def _drain(self, name: str, lane: deque[Request]) -> None:
        while lane:
            written = await self._together(self._batch.write_waiting, _some(lane))
            for request, outcome in written:
                if isinstance(outcome, Skipped):
                    await self._alone(request)
                else:
                    _settle(request, outcome)
        del self._lanes[name]

    async def _alone(self, request: Request) -> None:
        outcome: Any
        try:
            outcome = await in_db(self._command.handle, request.person, request.data)
        except DomainError as error:
            outcome = error
        except Exception:
            logger.exception("request failed")
            outcome = DomainError()
        _settle(request, outcome)


def _some(waiting: deque[Request]) -> list[Request]:
    """Take what waits, up to the size of a batch."""
    size = min(len(waiting), limits().batch_items)
    return [waiting.popleft() for _ in range(size)]


def _settle(request: Request, outcome: Any) -> None:
    if not request.outcome.done():
        request.outcome.set_result(outcome)
