"""A socket that says what the page says, and remembers what it heard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from tests.transports import Closed, InProcess

PATIENCE_SECONDS = 10.0


class Line:
    """One connection. What was heard is taken once, by the block that shows it."""

    def __init__(self, transport: InProcess) -> None:
        self._transport = transport
        self.heard: list[dict[str, Any]] = []
        self._taken: set[int] = set()
        self._latest = -1
        self.closing: Closed | None = None
        self._news = asyncio.Condition()
        self._reader = asyncio.ensure_future(self._read())

    async def say(self, frame: Any) -> None:
        await self._transport.send(json.dumps(frame))

    async def take(
        self, fits: Callable[[dict[str, Any]], bool], *, is_next: bool = False
    ) -> dict[str, Any] | None:
        """Return a frame that fits and that no block took before, once it is here."""

        def found() -> int | None:
            start = self._latest + 1 if is_next else 0
            places = (n for n in range(start, len(self.heard)) if n not in self._taken)
            return next((n for n in places if fits(self.heard[n])), None)

        place = await self._until(found)
        if place is None:
            return None
        self._taken.add(place)
        self._latest = place
        return self.heard[place]

    async def end(self) -> Closed | None:
        """Return how the server closed; None where it did not."""
        await self._until(lambda: 0 if self.closing else None)
        return self.closing

    async def leave(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self._transport.close()

    async def _until(self, found: Callable[[], int | None]) -> int | None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._news:
                await self._news.wait_for(
                    lambda: found() is not None or self.closing is not None
                )
        except TimeoutError:
            return None
        return found()

    async def _read(self) -> None:
        try:
            while True:
                frame = json.loads(await self._transport.receive())
                async with self._news:
                    self.heard.append(frame)
                    self._news.notify_all()
        except Closed as closing:
            self.closing = closing
        async with self._news:
            self._news.notify_all()
