"""Two ways to one server: through the ASGI application in this process, or a wire."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

Headers = Mapping[str, str]


class Closed(Exception):
    """The server has closed. `code` is the socket's close code."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(f"{code} {reason}".strip())
        self.code = code
        self.reason = reason


class Transport(Protocol):
    async def send(self, frame: str | bytes) -> None: ...
    async def receive(self) -> str:
        """Return the next text frame. Raises Closed."""
        ...

    async def close(self, code: int = 1000) -> None: ...


class InProcess:
    """One connection to an ASGI application: what a web server would say to it.

    `reading` may be cleared: a client that does not read any more.
    """

    def __init__(self, application: Callable[..., Awaitable[None]]) -> None:
        self._application = application
        self._up: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._down: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._closed: Closed | None = None
        self.reading = asyncio.Event()
        self.reading.set()

    @classmethod
    async def connect(
        cls,
        application: Callable[..., Awaitable[None]],
        path: str = "/ws/v1/",
        headers: Headers | None = None,
    ) -> InProcess:
        """Return when the server has accepted. Raises Closed where it refuses."""
        self = cls(application)
        scope = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": encoded({"Host": "testserver", **(headers or {})}),
            "client": ("127.0.0.1", 50000),
            "server": ("testserver", 80),
            "subprotocols": [],
            "extensions": {},
            "state": {},
        }
        self._task = asyncio.ensure_future(
            self._application(scope, self._up.get, self._send_down)
        )
        await self._up.put({"type": "websocket.connect"})
        answer = await self._next()
        if answer["type"] != "websocket.accept":
            raise self._end(answer.get("code", 1006))
        return self

    async def send(self, frame: str | bytes) -> None:
        if self._closed:
            raise self._closed
        kind = "text" if isinstance(frame, str) else "bytes"
        await self._up.put({"type": "websocket.receive", kind: frame})

    async def receive(self) -> str:
        if self._closed:
            raise self._closed
        event = await self._next()
        if event["type"] == "websocket.close":
            raise self._end(event.get("code") or 1000, event.get("reason") or "")
        return str(event["text"])

    async def close(self, code: int = 1000) -> None:
        """Leave as a browser does, and wait for the application's end."""
        await self._up.put({"type": "websocket.disconnect", "code": code})
        if self._task:
            done, _ = await asyncio.wait({self._task}, timeout=10)
            if not done:
                self._task.cancel()
                raise AssertionError("the application did not end with its connection")
            self._task.result()

    async def _send_down(self, event: dict[str, Any]) -> None:
        await self.reading.wait()
        await self._down.put(event)

    async def _next(self) -> dict[str, Any]:
        """The application's next event; its own end counts as a broken connection."""
        assert self._task
        getting = asyncio.ensure_future(self._down.get())
        try:
            await asyncio.wait(
                {getting, self._task}, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            # Whoever waits here may be cancelled: nothing of it may be left.
            if not getting.done():
                getting.cancel()
                await asyncio.sleep(0)
        if getting.done() and not getting.cancelled():
            return getting.result()
        if not self._down.empty():
            return self._down.get_nowait()
        self._task.result()
        raise self._end(1006, "the application ended without closing")

    def _end(self, code: int, reason: str = "") -> Closed:
        self._closed = Closed(code, reason)
        return self._closed


class OverWebSocket:
    """One connection to a server that runs, on any machine."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    @classmethod
    async def connect(
        cls, url: str, headers: Headers | None = None, **options: Any
    ) -> OverWebSocket:
        connection = await connect(
            url,
            additional_headers=dict(headers or {}),
            compression=None,
            ping_interval=None,
            max_size=None,
            open_timeout=10,
            close_timeout=2,
            **options,
        )
        return cls(connection)

    async def send(self, frame: str | bytes) -> None:
        try:
            await self.connection.send(frame)
        except ConnectionClosed as error:
            raise closed_by(error) from error

    async def receive(self) -> str:
        try:
            return str(await self.connection.recv())
        except ConnectionClosed as error:
            raise closed_by(error) from error

    async def close(self, code: int = 1000) -> None:
        await self.connection.close(code)


def closed_by(error: ConnectionClosed) -> Closed:
    if error.rcvd:
        return Closed(error.rcvd.code, error.rcvd.reason)
    return Closed(1006, "the connection was lost")


def encoded(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [
        (name.lower().encode("latin-1"), value.encode("latin-1"))
        for name, value in headers.items()
    ]
