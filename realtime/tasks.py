"""The tasks and timers of one session: they end with it, and their errors end it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger(__name__)


class Tasks:
    """Starts work; what fails calls `failed` once, what is left ends at `cancel`."""

    __slots__ = ("_failed", "_loop", "_tasks", "_timers")

    def __init__(self, failed: Callable[[], None]) -> None:
        self._failed = failed
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call after a while, unless everything was cancelled by then."""
        timer: asyncio.TimerHandle = self._loop.call_later(
            seconds, lambda: self._fire(timer, call)
        )
        self._timers.add(timer)

    def cancel(self) -> None:
        """End everything but the task that asks for it."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        current = asyncio.current_task()
        for task in self._tasks:
            if task is not current:
                task.cancel()

    def _fire(self, timer: asyncio.TimerHandle, call: Callable[[], None]) -> None:
        self._timers.discard(timer)
        call()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("session failed: %s", type(error).__name__, exc_info=error)
            self._failed()
