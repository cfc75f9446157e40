"""How a client speaks with each system; the load is the same for both.

A message bears a *mark*, its number in this load, at the head of its text: so each
receiver tells which message came without reading JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any, Protocol

from bench.client import Broken, Socket

TEXT_CHARACTERS = 128
MARK_DIGITS = 8
FILLING = b" Le point de ce matin est fait.".ljust(TEXT_CHARACTERS - MARK_DIGITS, b".")
MARKS = re.compile(rb'"(?:text|message)": ?"(\d{8}) ')
IDS = re.compile(rb'"([0-9a-f-]{36})"')
# As docs/protocol.md asks: a pong after each ping, 200 frames or 512 KiB.
PONG_FRAMES = 200
PONG_BYTES = 512 * 1024
ORIGIN = "http://localhost"
LOST_SECONDS = 10.0


class Listener(Protocol):
    """What the load wants to hear."""

    def delivered(self, marks: Sequence[bytes]) -> None: ...

    def answered(self, talker: Talker, mark: int, *, is_accepted: bool) -> None:
        """The server has taken the message, or refused it."""

    def freed(self, talker: Talker) -> None:
        """The talker may send one more."""


class Deaf:
    """Wants to hear nothing."""

    def delivered(self, marks: Sequence[bytes]) -> None: ...

    def answered(self, talker: Talker, mark: int, *, is_accepted: bool) -> None: ...

    def freed(self, talker: Talker) -> None: ...


class Talker(Socket):
    """A client that takes part in `conversation`, the one where it writes."""

    def __init__(self, cookie: str, path: str, conversation: str) -> None:
        super().__init__(
            path, {"Host": "localhost", "Origin": ORIGIN, "Cookie": cookie}
        )
        self.conversation = conversation
        self.listener: Listener = Deaf()
        self.n_received = self.n_answered = 0

    async def greet(self) -> None:
        """Do what must be done before the server counts on this client."""

    @abstractmethod
    def say(self, mark: int) -> None:
        """Send the message of this number."""


class RelaisTalker(Talker):
    """Follows docs/protocol.md: hello, positions, pong, counted frames."""

    def __init__(self, session: str, conversation: str) -> None:
        super().__init__(f"relais_session={session}", "/ws/v1/", conversation)
        self.have: dict[str, int] = {}
        self.known: dict[str, Any] = {}
        self.me: str = ""
        self.synced = asyncio.get_running_loop().create_future()
        self.replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        # When each question left a queue that is shown here.
        self.drops: dict[str, float] = {}
        self._bytes = self._told_frames = self._told_bytes = 0
        self._intention = f"{token_hex(4)}-{token_hex(2)}-4{token_hex(2)[:3]}-8000-"

    async def greet(self) -> None:
        """Say hello with what is known; return when synced. `have` then stands."""
        data = {"protocol": 1, "client": "bench/1", **self.known, "have": self.have}
        hello = {"type": "hello", "ref": "hello", "data": data}
        self.send(json.dumps(hello).encode())
        await asyncio.wait((self.synced, self.closed), return_when="FIRST_COMPLETED")
        if not self.synced.done():
            raise Broken(self.closed.result())

    def say(self, mark: int) -> None:
        self.send(
            b'{"type":"message.send","ref":"%d","data":{"conversation":"%b",'
            b'"client_id":"%b%012x","text":"%08d%b"}}'
            % (
                mark,
                self.conversation.encode(),
                self._intention.encode(),
                mark,
                mark,
                FILLING,
            )
        )

    async def ask(self, ref: int, kind: str, **data: Any) -> dict[str, Any]:
        """Send a command and return its reply."""
        reply: asyncio.Future[dict[str, Any]]
        reply = self.replies[ref] = asyncio.get_running_loop().create_future()
        self.send(json.dumps({"type": kind, "ref": str(ref), "data": data}).encode())
        return await reply

    def take(self, text: bytes) -> None:
        self.n_received += 1
        self._bytes += len(text)
        # Every frame begins with {"type":"
        kind = text[9:12]
        if kind == b"ent":
            self.listener.delivered(MARKS.findall(text))
        elif kind == b"rep":
            self._take_reply(text)
        else:
            self._take_rare(kind, text)
        if (
            self.n_received - self._told_frames >= PONG_FRAMES
            or self._bytes - self._told_bytes >= PONG_BYTES
        ):
            self._pong()

    def _take_reply(self, text: bytes) -> None:
        # {"type":"reply","ref":"12","ok":true
        end = text.index(b'"', 23)
        ref = text[23:end]
        is_ok = text[end + 7 : end + 11] == b"true"
        if not ref.isdigit():
            self._take_greeting(json.loads(text))
        elif (reply := self.replies.pop(int(ref), None)) is not None:
            reply.set_result(json.loads(text))
        else:
            self.listener.answered(self, int(ref), is_accepted=is_ok)
            self.listener.freed(self)

    def _take_greeting(self, reply: Mapping[str, Any]) -> None:
        if reply["ok"]:
            self.known = {"epoch": reply["data"]["epoch"]}
            self.me = reply["data"]["me"]["id"]

    def _take_rare(self, kind: bytes, text: bytes) -> None:
        if kind == b"pin":
            self._pong()
        if self.synced.done():
            if kind == b"sta":
                self._take_drops(text)
            return
        frame = json.loads(text)
        if kind == b"pin":
            self.have.update(frame["heads"])
        elif kind == b"sta" and "version" in frame:
            self.have[frame["stream"]] = frame["version"]
        elif kind == b"syn":
            self.known["since"] = frame["at"]
            self.synced.set_result(None)

    def _take_drops(self, text: bytes) -> None:
        now = time.perf_counter()
        for dropped in IDS.findall(text, text.rindex(b'"drop":')):
            self.drops[dropped.decode()] = now

    def _pong(self) -> None:
        self._told_frames, self._told_bytes = self.n_received, self._bytes
        self.send(b'{"type":"pong","got":%d}' % self.n_received)


class PlainTalker(Talker):
    """The chat of the Channels tutorial: a room by its name, in the path.

    It sends one more when its own message comes back. Who goes on as soon as it is
    saved makes the layer drop nearly all. What does not come back soon is lost.
    """

    def __init__(self, session: str, conversation: str, after: int = -1) -> None:
        path = f"/ws/chat/{conversation}/?after={after}"
        super().__init__(f"sessionid={session}", path, conversation)
        self._own: set[bytes] = set()
        self._loop = asyncio.get_running_loop()

    def say(self, mark: int) -> None:
        name = b"%08d" % mark
        self._own.add(name)
        self.send(b'{"message":"%b%b"}' % (name, FILLING))

    def take(self, text: bytes) -> None:
        self.n_received += 1
        if text.startswith(b'{"saved"'):
            # {"saved": "00000012"}
            name = text[11:19]
            self.listener.answered(self, int(name), is_accepted=True)
            if name in self._own:
                self._loop.call_later(LOST_SECONDS, self._came_back, (name,))
        else:
            marks = MARKS.findall(text)
            self.listener.delivered(marks)
            self._came_back(marks)

    def _came_back(self, marks: Sequence[bytes]) -> None:
        for name in marks:
            if name in self._own:
                self._own.discard(name)
                self.listener.freed(self)


def talker(system: str, session: str, conversation: str) -> Talker:
    """Return a client of the system, not yet connected."""
    if system == "plain":
        return PlainTalker(session, conversation)
    return RelaisTalker(session, conversation)
