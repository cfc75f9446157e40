"""A WebSocket client written by hand: little work per frame, none twice.

It reads what our servers send: whole text frames, unmasked. What it sends is masked
with the key 0, which leaves the bytes as they are: a server unmasks it all the same.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Mapping
from os import urandom
from typing import cast

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL = 0x80
MASKED = 0x80
MASK = b"\0\0\0\0"
OPEN_SECONDS = 60.0


class Broken(Exception):
    """The server refused, closed, or said what no server should."""


class Socket(asyncio.Protocol, ABC):
    """One WebSocket. Subclasses say what a text frame means, in `take`."""

    def __init__(self, path: str, headers: Mapping[str, str]) -> None:
        loop = asyncio.get_running_loop()
        self.opened: asyncio.Future[None] = loop.create_future()
        self.closed: asyncio.Future[str] = loop.create_future()
        self._rest = b""
        self._is_open = False
        lines = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": b64encode(urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
            **headers,
        }
        said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._handshake = f"GET {path} HTTP/1.1\r\n{said}\r\n".encode()

    @abstractmethod
    def take(self, text: bytes) -> None:
        """Take one text frame."""

    def send(self, text: bytes) -> None:
        self._write(TEXT, text)

    def cut(self) -> None:
        """End the connection as a network does: without a word."""
        self._transport.abort()

    def leave(self) -> None:
        """Close as a browser does."""
        if not self._transport.is_closing():
            self._write(CLOSE, (1000).to_bytes(2))
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._handshake)

    def connection_lost(self, exc: Exception | None) -> None:
        self._end("lost")

    def data_received(self, data: bytes) -> None:
        data = self._rest + data if self._rest else data
        if not self._is_open:
            head, found, data = data.partition(b"\r\n\r\n")
            if not found:
                self._rest = head
                return
            self._shake(head)
        self._rest = self._read(data)

    def _read(self, data: bytes) -> bytes:
        """Take all frames that are whole; return the rest."""
        place, end = 0, len(data)
        while end - place >= 2:
            start, size = place + 2, data[place + 1]
            if size == 126:
                start, size = place + 4, int.from_bytes(data[place + 2 : place + 4])
            elif size == 127:
                start, size = place + 10, int.from_bytes(data[place + 2 : place + 10])
            if start + size > end:
                break
            first = data[place]
            place = start + size
            if first == FINAL | TEXT:
                self.take(data[start:place])
            else:
                self._take_other(first, data[start:place])
        return data[place:]

    def _take_other(self, first: int, body: bytes) -> None:
        if first == FINAL | PING:
            self._write(PONG, body)
        elif first == FINAL | CLOSE:
            self._end(f"closed {int.from_bytes(body[:2])} {body[2:].decode()}".strip())
        elif first != FINAL | PONG:
            self._end(f"a frame that begins with {first:#x}")
            self._transport.abort()

    def _write(self, opcode: int, body: bytes) -> None:
        size = len(body)
        if size < 126:
            head = bytes((FINAL | opcode, MASKED | size))
        elif size < 1 << 16:
            head = bytes((FINAL | opcode, MASKED | 126)) + size.to_bytes(2)
        else:
            head = bytes((FINAL | opcode, MASKED | 127)) + size.to_bytes(8)
        self._transport.write(head + MASK + body)

    def _shake(self, head: bytes) -> None:
        line = head.split(b"\r\n", 1)[0].decode()
        if " 101 " in f"{line} ":
            self._is_open = True
            if not self.opened.done():
                self.opened.set_result(None)
        else:
            self._end(line)

    def _end(self, why: str) -> None:
        if not self.opened.done():
            self.opened.set_exception(Broken(why))
        if not self.closed.done():
            self.closed.set_result(why)


async def opened(socket: Socket, port: int) -> None:
    """Connect and wait until the handshake is answered."""
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(OPEN_SECONDS):
        await loop.create_connection(lambda: socket, "127.0.0.1", port)
        await socket.opened
