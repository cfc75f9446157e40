"""The socket's door: a plain ASGI application in front of `session.py`.

A consumer of Channels would wait for each message in a task of its own, and look for
database connections to close: ours belong to `db.py`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from realtime import frames, gate, metrics
from realtime.contract import Refused, Wiring
from realtime.db import in_db
from realtime.dispatch import Dispatcher
from realtime.hub import hub_of_this_loop
from realtime.limits import limits
from realtime.session import ERROR, Session

logger = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]


class Socket:
    """One WebSocket. Accepts first: a browser cannot see a refused handshake."""

    def __init__(self, wiring: Wiring, scope: Any, send: Send) -> None:
        self._wiring, self._headers, self._send = wiring, scope["headers"], send
        self._session: Session | None = None

    async def run(self, receive: Receive) -> None:
        """Take what the client says, one message after another, until it is gone."""
        metrics.SOCKETS.inc()
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                if message["type"] == "websocket.receive":
                    self._take(message)
                else:
                    await self._connect()
        finally:
            self._disconnect()

    async def _connect(self) -> None:
        await self._send({"type": "websocket.accept"})
        try:
            shown = gate.credentials(self._headers)
            hub = await hub_of_this_loop(self._wiring)
            person = await in_db(self._wiring.sign_in, shown, reads=True)
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

    def _take(self, message: Mapping[str, Any]) -> None:
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
        await self._send({"type": "websocket.send", "text": text})

    async def close(self, code: int, reason: str) -> None:
        await self._send({"type": "websocket.close", "code": code, "reason": reason})


def as_asgi(wiring: Wiring) -> App:
    """Return the WebSocket application for `/ws/v1/`."""

    async def application(scope: Any, receive: Receive, send: Send) -> None:
        await Socket(wiring, scope, send).run(receive)

    return application


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
