"""Verbs for tests that talk over a socket: what a correct client does, and what it saw.

    async with connected(bob) as b:
        assert (await b.send(conversation, "Bonjour")).ok
        await b.hear("entries", stream=stream_of(conversation))

The same verbs work inside this process and over a wire; only the transport differs.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from tests.model import Model, Pull
from tests.transports import Closed, Headers, Transport

# Generous: a busy machine must not fail a test that is right.
PATIENCE_SECONDS = 10.0
ACKNOWLEDGE_EVERY = 100


class Reply(NamedTuple):
    ok: bool
    data: dict[str, Any]
    code: str | None
    retry: bool
    detail: dict[str, Any]


class Heard(NamedTuple):
    """One line of the journal: when, `up` or `down`, the frame or the closing."""

    at: float
    way: str
    frame: dict[str, Any]


class Wire:
    """One connection of one person. `journal` is all that was said, in order."""

    def __init__(self, transport: Transport, model: Model | None = None) -> None:
        self.transport = transport
        self.model = model or Model()
        self.journal: list[Heard] = []
        self.hello_data: dict[str, Any] = {}
        self.pulls = 0
        self.closing: Closed | None = None
        self.answers_pings = True
        self.acknowledge_every = ACKNOWLEDGE_EVERY
        self._got = 0
        self._refs = 0
        self._read_upto = 0
        self._replies: dict[str, asyncio.Future[Reply]] = {}
        self._news = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._reader = asyncio.ensure_future(self._read())

    async def hello(self, *, synced: bool = True, **data: Any) -> Reply:
        """Say who we are and what we have; return when all that was missed is here."""
        hello: dict[str, Any] = {"protocol": 1, "client": "tests/1.0", **data}
        for name in ("epoch", "since"):
            if getattr(self.model, name) is not None:
                hello.setdefault(name, getattr(self.model, name))
        hello.setdefault("have", self.model.have)
        reply = await self.say_data("hello", hello)
        if reply.ok:
            self.hello_data = reply.data
            self.model.begin(reply.data["epoch"])
        if reply.ok and synced:
            await self.hear("synced")
            await self.settle()
        return reply

    async def say(self, kind: str, **data: Any) -> Reply:
        """Send a command and return its reply. Raises Closed."""
        return await self.say_data(kind, data)

    async def say_data(self, kind: str, data: dict[str, Any]) -> Reply:
        self._refs += 1
        ref = str(self._refs)
        reply = self._replies[ref] = asyncio.get_running_loop().create_future()
        await self.shout({"type": kind, "ref": ref, "data": data})
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await reply

    async def shout(self, frame: dict[str, Any] | str | bytes) -> None:
        """Send a frame that expects nothing, right or wrong."""
        if isinstance(frame, dict):
            self.journal.append(Heard(time.monotonic(), "up", frame))
            frame = json.dumps(frame, default=str)
        await self.transport.send(frame)

    async def send(self, conversation: object, text: str, **data: Any) -> Reply:
        data.setdefault("client_id", uuid.uuid4())
        return await self.say(
            "message.send", conversation=conversation, text=text, **data
        )

    async def hear(
        self, kind: str, *, within: float = 0, **match: Any
    ) -> dict[str, Any]:
        """Return the next frame of this type, from where the last `hear` stopped."""

        def found() -> dict[str, Any] | None:
            for place in range(self._read_upto, len(self.journal)):
                way, frame = self.journal[place].way, self.journal[place].frame
                if way == "down" and frame["type"] == kind and includes(frame, match):
                    self._read_upto = place + 1
                    return frame
            return None

        return await self.until(found, within=within, what=f"{kind} {match}")

    async def hears_nothing(
        self, kind: str, *, within: float = 0.4, **match: Any
    ) -> None:
        """Fail if a frame of this type arrives in this time."""
        try:
            frame = await self.hear(kind, within=within, **match)
        except TimeoutError:
            return
        raise AssertionError(f"heard {frame}")

    async def sees(self, conversation: object, upto: int) -> list[dict[str, Any]]:
        """Return what this client shows of the conversation, once it is at `upto`."""
        stream = stream_of(conversation)

        def shown() -> list[dict[str, Any]] | None:
            log = self.model.logs.get(stream)
            return log.in_order() if log and log.position >= upto else None

        return await self.until(shown, what=f"{stream} at {upto}")

    def texts(self, conversation: object) -> list[str]:
        """The messages that this client shows now, in order."""
        log = self.model.logs.get(stream_of(conversation))
        items = log.in_order() if log else []
        return [
            item["data"].get("text", "") for item in items if item["kind"] == "message"
        ]

    def queue(self, group: object) -> list[str] | None:
        """The questions that this client shows of a queue, oldest first."""
        state = self.model.states.get(f"queue:{getattr(group, 'uuid', group)}")
        if state is None:
            return None
        rows = sorted(state.rows.values(), key=lambda row: row["asked_at"])
        return [row["question"] for row in rows]

    async def has_queue(self, group: object, *questions: object) -> None:
        """Return when this client shows exactly these questions."""
        wanted = [str(one) for one in questions]
        await self.until(lambda: self.queue(group) == wanted, what=f"queue of {wanted}")

    async def loses(self, conversation: object) -> None:
        """Return when the conversation is gone from this client."""
        await self.until(lambda: stream_of(conversation) in self.model.gone)

    async def is_closed(self, *, within: float = 0) -> Closed:
        return await self.until(lambda: self.closing, within=within, what="the end")

    async def until(
        self, wish: Callable[[], Any], *, within: float = 0, what: str = ""
    ) -> Any:
        """Return the wish's first true answer. Raises TimeoutError."""
        answer: Any = None

        def is_over() -> bool:
            nonlocal answer
            answer = wish()
            return bool(answer or self.closing)

        try:
            async with asyncio.timeout(within or PATIENCE_SECONDS), self._news:
                await self._news.wait_for(is_over)
        except TimeoutError as error:
            raise TimeoutError(f"no {what}; heard {self.journal[-5:]}") from error
        if answer:
            return answer
        raise self.closing or AssertionError(what)

    async def settle(self) -> None:
        """Return when all that had to be pulled is here."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def leave(self) -> None:
        for task in (*self._tasks, self._reader):
            task.cancel()
        await asyncio.gather(*self._tasks, self._reader, return_exceptions=True)
        await self.transport.close()

    async def _read(self) -> None:
        try:
            while True:
                await self._take(json.loads(await self.transport.receive()))
        except Closed as closing:
            self.closing = closing
            for reply in self._replies.values():
                if not reply.done():
                    reply.set_exception(closing)
                    reply.exception()
        async with self._news:
            self._news.notify_all()

    async def _take(self, frame: dict[str, Any]) -> None:
        self._got += 1
        self.journal.append(Heard(time.monotonic(), "down", frame))
        if frame["type"] == "reply":
            self._take_reply(frame)
        for pull in self.model.apply(frame):
            self._start(self._pull(pull))
        if self.answers_pings and (
            frame["type"] == "ping" or self._got % self.acknowledge_every == 0
        ):
            await self.transport.send(json.dumps({"type": "pong", "got": self._got}))
        async with self._news:
            self._news.notify_all()

    def _take_reply(self, frame: dict[str, Any]) -> None:
        waiting = self._replies.pop(frame["ref"] or "", None)
        if waiting is None or waiting.done():
            return
        error = frame.get("error") or {}
        waiting.set_result(
            Reply(
                ok=frame["ok"],
                data=frame.get("data") or {},
                code=error.get("code"),
                retry=error.get("retry", False),
                detail=error.get("detail") or {},
            )
        )

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pull(self, pull: Pull) -> None:
        """Load what the model lacks, by pages from the end; the refused stays out."""
        self.pulls += 1
        wipes = self.model.wipes[pull.stream]
        asked: dict[str, Any] = {"conversation": pull.stream.partition(":")[2]}
        items: list[dict[str, Any]] = []
        head: int | None = None
        while True:
            reply = await self.say("history", limit=200, **asked)
            if not reply.ok:
                return
            page, head = reply.data["items"], head or reply.data["head"]
            items = page + items
            floor = max(pull.after or 0, reply.data["first"] - 1)
            if pull.after is None or not page or page[0]["seq"] <= floor + 1:
                break
            asked["before"] = page[0]["seq"]
        # What was wiped while the pages came stays wiped.
        if self.model.wipes[pull.stream] == wipes:
            first = reply.data["first"]
            self.model.page(pull.stream, items, head, first)
        async with self._news:
            self._news.notify_all()


@asynccontextmanager
async def speaking(
    transport: Transport, model: Model | None = None
) -> AsyncIterator[Wire]:
    wire = Wire(transport, model)
    try:
        yield wire
    finally:
        await wire.leave()


def as_app(session_key: str) -> Headers:
    return {"X-Session-Token": session_key}


def stream_of(conversation: object) -> str:
    key = getattr(conversation, "uuid", conversation)
    return str(key) if str(key).startswith("conversation:") else f"conversation:{key}"


def includes(frame: dict[str, Any], match: dict[str, Any]) -> bool:
    return all(frame.get(name) == value for name, value in match.items())
