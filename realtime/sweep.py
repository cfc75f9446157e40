"""Every few seconds: repair what bells lost, end what may not stay.

Three questions, one query each, about the people connected to this process: what moved
since the last look, which sessions are no longer valid, who was removed. It also shows
what another process wrote on SQLite, where no bell comes across.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from realtime import metrics
from realtime.db import in_db
from realtime.limits import limits

if TYPE_CHECKING:
    from realtime.hub import Hub

logger = logging.getLogger(__name__)


class Sweeper:
    """The sweep of one hub. A look that failed is made up for by the next."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._looked_at: datetime | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self, since: datetime) -> None:
        """Look every few seconds; the first look covers all since `since`."""
        self._looked_at = since
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(limits().sweep_every_seconds)
            try:
                await self.look()
            except Exception as error:
                metrics.SWEEP_FAILURES.inc()
                logger.warning("sweep failed: %s", type(error).__name__)

    async def look(self) -> None:
        """Look once, at everything since the last look that succeeded."""
        sweep = self._hub.wiring.sweep
        now = await in_db(sweep.now, reads=True)
        self._hub.clock.learn(now)
        await self._hub.carrier.rejoin()
        since = (self._looked_at or now) - timedelta(
            seconds=limits().sweep_overlap_seconds
        )
        if people := tuple(self._hub.people):
            moved = await in_db(lambda: list(sweep.moved(people, since)), reads=True)
            for bell in moved:
                if self._hub.hear_bell(bell):
                    metrics.SWEEP_REPAIRS.inc()
        await self._end_invalid()
        self._looked_at = now

    async def _end_invalid(self) -> None:
        sockets = {
            (person_id, session.credentials.session_key): session
            for person_id, local in self._hub.people.items()
            for session in local.sessions
        }
        if not sockets:
            return
        invalid = await in_db(
            self._hub.wiring.sweep.invalid, tuple(sockets), reads=True
        )
        for (person_id, key), refused in invalid.items():
            local = self._hub.people.get(person_id)
            for session in list(local.sessions) if local else []:
                if session.credentials.session_key == key:
                    metrics.SWEEP_ENDED.inc()
                    await session.end(refused.code, refused.reason)
