"""A device in a storm: sends, is cut off, comes back, says again what is unsure."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import InvalidHandshake, InvalidMessage

from tests.chaos.checker import Told
from tests.model import Model
from tests.transports import Closed, OverWebSocket
from tests.wire import Wire, as_app, speaking, stream_of

CUT_OFF = (Closed, OSError, TimeoutError, InvalidHandshake, InvalidMessage, EOFError)


@dataclass
class Device:
    """One person's device in one conversation. `url` says where to connect now."""

    name: str
    token: str
    conversation: str
    url: Callable[[], str]
    pause_seconds: float = 0.05
    model: Model = field(default_factory=Model)
    told: Told = field(init=False)
    wire: Wire | None = None
    closings: list[Closed] = field(default_factory=list)
    refusals: list[str | None] = field(default_factory=list)
    # When each acknowledgement came, by a steady clock.
    acknowledged_at: list[float] = field(default_factory=list)
    # When it was synced, and when it lost the line after that.
    synced_at: list[float] = field(default_factory=list)
    cut_at: list[float] = field(default_factory=list)
    _pending: str | None = None

    def __post_init__(self) -> None:
        self.told = Told(self.name)

    async def live(self, *, talks: asyncio.Event, ends: asyncio.Event) -> None:
        """Stay connected until `ends`; send while `talks`, finish what was begun."""
        while not ends.is_set():
            try:
                transport = await OverWebSocket.connect(self.url(), as_app(self.token))
                async with speaking(transport, self.model) as wire:
                    await wire.hello()
                    self.synced_at.append(time.monotonic())
                    self.wire = wire
                    await self._talk(wire, talks, ends)
            except CUT_OFF as error:
                if isinstance(error, Closed):
                    self.closings.append(error)
                if isinstance(error, Closed) and 4400 <= error.code < 4500:
                    return
                if self.wire:
                    self.cut_at.append(time.monotonic())
                await asyncio.sleep(pause_after(self.wire))
            finally:
                self.wire = None

    async def _talk(
        self, wire: Wire, talks: asyncio.Event, ends: asyncio.Event
    ) -> None:
        while not ends.is_set():
            if wire.closing:
                raise wire.closing
            if self._pending is None and talks.is_set():
                self._pending = str(uuid.uuid4())
                self.told.intended.add(self._pending)
            if self._pending is not None:
                await self._send(wire, self._pending)
            await asyncio.sleep(random.uniform(0.5, 1.5) * self.pause_seconds)

    async def _send(self, wire: Wire, name: str) -> None:
        text = f"{self.name} {name}"
        reply = await wire.send(self.conversation, text, client_id=name)
        if reply.ok:
            self.told.acknowledged[name] = reply.data["seq"]
            self.acknowledged_at.append(time.monotonic())
        if reply.ok or not reply.retry:
            self._pending = None
        if not reply.ok:
            self.refusals.append(reply.code)
            await asyncio.sleep(0.2)

    @property
    def is_settled(self) -> bool:
        return self._pending is None

    @property
    def position(self) -> int:
        log = self.model.logs.get(stream_of(self.conversation))
        return log.position if log else 0

    def shown(self) -> dict[int, dict[str, Any]]:
        log = self.model.logs.get(stream_of(self.conversation))
        return dict(log.items) if log else {}


def pause_after(wire: Wire | None) -> float:
    """How long to stay away: as long as the server's last word said."""
    last = wire.journal[-1].frame if wire and wire.journal else {}
    if last.get("type") == "bye" and "retry_in_ms" in last:
        return float(last["retry_in_ms"]) / 1000
    return random.uniform(0.05, 0.4)
