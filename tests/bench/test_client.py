"""The hand-written client reads and writes frames as a real server does."""

import asyncio

import pytest
from websockets.asyncio.server import ServerConnection, serve

from bench.client import Broken, Socket, opened
from bench.load import percentile
from bench.speech import MARKS, PlainTalker, RelaisTalker

SIZES = (0, 1, 125, 126, 65_535, 65_536, 200_000)


class Collector(Socket):
    def __init__(self) -> None:
        super().__init__("/", {"Host": "localhost"})
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()

    def take(self, text: bytes) -> None:
        self.heard.put_nowait(text)


async def echo(connection: ServerConnection) -> None:
    async for message in connection:
        is_ping = message == "ping me"
        if is_ping:
            await (await connection.ping())
        await connection.send("you answered" if is_ping else message)
        if message == "go":
            await connection.close(4401, "signed_out")


@pytest.fixture
async def socket():
    async with serve(echo, "127.0.0.1", 0, max_size=None) as server:
        socket = Collector()
        await opened(socket, next(iter(server.sockets)).getsockname()[1])
        yield socket
        socket.leave()


@pytest.mark.parametrize("size", SIZES)
async def test_a_frame_of_any_size_comes_back(socket: Collector, size: int):
    text = b"a" * size
    socket.send(text)
    assert await socket.heard.get() == text


async def test_many_frames_come_back_in_order(socket: Collector):
    texts = [b"%d" % number * 50 for number in range(2_000)]
    for text in texts:
        socket.send(text)
    assert [await socket.heard.get() for _ in texts] == texts


async def test_a_ping_of_the_transport_is_answered(socket: Collector):
    socket.send(b"ping me")
    assert await socket.heard.get() == b"you answered"


async def test_it_knows_why_it_was_closed(socket: Collector):
    socket.send(b"go")
    assert await socket.closed == "closed 4401 signed_out"


async def test_a_refused_handshake_is_said():
    async def refuse(connection: ServerConnection, request: object) -> object:
        return connection.respond(404, "no")

    async with serve(echo, "127.0.0.1", 0, process_request=refuse) as server:  # type: ignore[arg-type]
        with pytest.raises(Broken, match="404"):
            await opened(Collector(), next(iter(server.sockets)).getsockname()[1])


class Paper:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.written = b""

    def write(self, data: bytes) -> None:
        self.written += data


class Listener:
    def __init__(self) -> None:
        self.told: list[object] = []

    def delivered(self, marks):
        self.told.append(list(marks))

    def answered(self, talker, mark, *, is_accepted):
        self.told.append((mark, is_accepted))

    def freed(self, talker):
        self.told.append("freed")


def listening(talker):
    talker.connection_made(Paper())
    talker.listener = Listener()
    return talker


async def test_it_finds_each_message_of_a_frame():
    talker = listening(RelaisTalker("session", "conversation"))
    talker.take(
        b'{"type":"entries","stream":"conversation:1","after":0,"upto":2,"items":['
        b'{"seq":1,"data":{"text":"00000007 a"}},{"seq":2,"data":{"text":"00000008 b"}}'
        b"]}"
    )
    assert talker.listener.told == [[b"00000007", b"00000008"]]


@pytest.mark.parametrize("is_ok", [True, False])
async def test_it_hears_the_verdict_on_a_message(is_ok):
    talker = listening(RelaisTalker("session", "conversation"))
    word = b"true" if is_ok else b"false"
    talker.take(b'{"type":"reply","ref":"12","ok":%b,"data":{}}' % word)
    assert talker.listener.told == [(12, is_ok), "freed"]


async def test_it_counts_its_frames_as_the_protocol_asks():
    talker = listening(RelaisTalker("session", "conversation"))
    for _ in range(199):
        talker.take(b'{"type":"entries","items":[]}')
    assert b"pong" not in talker._transport.written
    talker.take(b'{"type":"entries","items":[]}')
    assert b'{"type":"pong","got":200}' in talker._transport.written
    talker.take(b'{"type":"ping","at":"2026-03-02T08:00:00Z","heads":{}}')
    assert b'{"type":"pong","got":201}' in talker._transport.written


async def test_plain_goes_on_when_its_own_message_came_back():
    talker = listening(PlainTalker("session", "room"))
    talker.say(3)
    assert MARKS.search(talker._transport.written)
    talker.take(b'{"saved": "00000003"}')
    talker.take(b'{"message": "00000003 a"}')
    talker.take(b'{"message": "00000003 a"}')
    assert talker.listener.told == [
        (3, True),
        [b"00000003"],
        "freed",
        [b"00000003"],
    ]


@pytest.mark.parametrize(("percent", "found"), [(0, 1), (50, 50), (95, 95), (100, 100)])
def test_percentiles_are_values_that_were_measured(percent, found):
    assert abs(percentile(range(1, 101), percent) - found) <= 1
