"""The Channels door: a thin consumer in front of `session.py`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

from realtime import frames, gate, metrics
from realtime.contract import Refused, Wiring
from realtime.db import in_db
from realtime.dispatch import Dispatcher
from realtime.hub import hub_of_this_loop
from realtime.limits import limits
from realtime.session import ERROR, Session

logger = logging.getLogger(__name__)

App = Callable[[Any, Any, Any], Awaitable[None]]


class RelaisConsumer(AsyncConsumer):  # type: ignore[misc]  # Channels is untyped
    """One WebSocket. Accepts first: a browser cannot see a refused handshake."""

    # No layer of its own: the hub hears the bells for all sockets of the process.
    channel_layer_alias = ""
    wiring: Wiring

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Go straight to the three handlers; connections belong to `db.py`."""
        match message["type"]:
            case "websocket.connect":
                await self._connect()
            case "websocket.receive":
                self._receive(message)
            case "websocket.disconnect":
                self._disconnect()
                raise StopConsumer

    async def _connect(self) -> None:
        self._session: Session | None = None
        await self.send({"type": "websocket.accept"})
        metrics.SOCKETS.inc()
        try:
            shown = gate.credentials(self.scope["headers"])
            hub = await hub_of_this_loop(self.wiring)
            person = await in_db(self.wiring.sign_in, shown, reads=True)
        except Refused as refused:
            await self._refuse(refused.code, refused.reason)
            return
        except Exception as error:
            logger.warning("sign-in failed: %s", type(error).__name__)
            await self._refuse(ERROR, "unavailable", retry_in_ms=1_000)
            return
        self._session = Session(hub, self, person, shown)
        self._dispatcher = Dispatcher(self._session)
        asyncio.get_running_loop().call_later(
            limits().hello_seconds, self._dispatcher.check_greeting
        )

    def _receive(self, message: dict[str, Any]) -> None:
        if self._session is not None and not self._session.is_closed:
            self._dispatcher.receive(message.get("text"))

    def _disconnect(self) -> None:
        metrics.SOCKETS.dec()
        if self._session is not None:
            self._session.close()

    async def _refuse(
        self, code: int, reason: str, retry_in_ms: int | None = None
    ) -> None:
        metrics.CLOSED.labels(str(code)).inc()
        await self.write(frames.bye(code, reason, retry_in_ms).text)
        await self.close(code, reason)

    async def write(self, text: str) -> None:
        await self.send({"type": "websocket.send", "text": text})

    async def close(self, code: int, reason: str) -> None:
        await self.send({"type": "websocket.close", "code": code, "reason": reason})


def as_asgi(wiring: Wiring) -> App:
    """Return the WebSocket application for `/ws/v1/`."""
    wired = type("WiredConsumer", (RelaisConsumer,), {"wiring": wiring})
    return cast("App", cast("Any", wired).as_asgi())


def with_hub(app: App, wiring: Wiring) -> App:
    """Wrap the whole application: the hub runs from the first request on.

    A process that only answers HTTP rings bells too.
    """

    async def awake(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] in {"http", "websocket"}:
            try:
                await hub_of_this_loop(wiring)
            except Exception as error:
                logger.warning("hub not started: %s", type(error).__name__)
        await app(scope, receive, send)

    return awake
