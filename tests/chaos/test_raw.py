"""Bytes that are no WebSocket, on a real server: one line ends, nobody else notices."""

from __future__ import annotations

import asyncio
import base64
import os
import random
import struct

import pytest

from tests.chaos.storm import seed
from tests.servers import House, Relais
from tests.transports import Closed, OverWebSocket
from tests.wire import Wire, as_app, speaking

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(120)]
ENDED_SECONDS = 10.0
FIN, TEXT, CLOSE, PING = 0x80, 0x1, 0x8, 0x9


def framed(first: int, payload: bytes, *, masked: bool = True) -> bytes:
    """One frame, as wrong as asked: `first` are the FIN, reserved and opcode bits."""
    size, bit = len(payload), 0x80 if masked else 0
    if size < 126:
        head = struct.pack("!BB", first, size | bit)
    elif size < 65536:
        head = struct.pack("!BBH", first, 126 | bit, size)
    else:
        head = struct.pack("!BBQ", first, 127 | bit, size)
    return head + (b"\0\0\0\0" if masked else b"") + payload


WRONG = {
    "unmasked": framed(FIN | TEXT, b'{"type":"ping"}', masked=False),
    "reserved bit": framed(FIN | 0x40 | TEXT, b"{}"),
    "reserved opcode": framed(FIN | 0x3, b"{}"),
    "reserved control opcode": framed(FIN | 0xB, b""),
    "long ping": framed(FIN | PING, b"x" * 126),
    "fragmented ping": framed(PING, b"x"),
    "continuation of nothing": framed(FIN, b"x"),
    "close code 1005": framed(FIN | CLOSE, struct.pack("!H", 1005)),
    "close code 999": framed(FIN | CLOSE, struct.pack("!H", 999)),
    "close of one byte": framed(FIN | CLOSE, b"\x03"),
    "not UTF-8": framed(FIN | TEXT, b"\xff\xfe\xff"),
    "not the whole of UTF-8": framed(FIN | TEXT, b"\xe2\x82"),
    "a megabyte": framed(FIN | TEXT, b"x" * 2**20),
    "endless fragments": framed(TEXT, b"x") + framed(0, b"x" * 60_000) * 20,
    "noise": random.Random(1).randbytes(4096),
}


async def upgraded(
    web: Relais, token: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = (
        "GET /ws/v1/ HTTP/1.1",
        f"Host: 127.0.0.1:{web.port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
        f"X-Session-Token: {token}",
    )
    writer.write("\r\n".join((*lines, "", "")).encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    assert b" 101 " in answer, answer
    return reader, writer


async def ends(reader: asyncio.StreamReader) -> bool:
    """Whether the server ends the line in time, after whatever it says."""
    try:
        async with asyncio.timeout(ENDED_SECONDS):
            while await reader.read(65536):
                pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


async def listening(house: House, token: str) -> OverWebSocket:
    return await OverWebSocket.connect(house.web[0].socket, as_app(token))


async def test_wrong_bytes_end_one_line_only(house: House):
    crowd = await asyncio.to_thread(seed, house, 2)
    me, other = (one["token"] for one in crowd["people"])
    async with speaking(await listening(house, other)) as bystander:
        await bystander.hello()
        for name, wrong in WRONG.items():
            reader, writer = await upgraded(house.web[0], me)
            writer.write(wrong)
            assert await ends(reader), name
            writer.close()
            assert (await bystander.say("ping")).ok, name
        await still_welcome(house, me)


async def still_welcome(house: House, token: str) -> None:
    async with speaking(await listening(house, token)) as wire:
        assert (await wire.hello()).ok


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Session-Token": "unknown"},
        {"Authorization": "Bearer unknown"},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://127.0.0.1"},
        {},
    ],
    ids=repr,
)
async def test_who_may_not_stay_is_told_why(house: House, headers: dict[str, str]):
    transport = await OverWebSocket.connect(house.web[0].socket, headers)
    async with speaking(transport) as wire:
        bye = await wire.hear("bye")
        assert bye["code"] in {4401, 4403}
        assert await closed_with(wire) == bye["code"]


async def closed_with(wire: Wire) -> int:
    try:
        return (await wire.is_closed()).code
    except Closed as closing:
        return closing.code
