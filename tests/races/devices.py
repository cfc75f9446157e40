"""What stands between the hub and a test: slow database calls, and devices."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Protocol

from realtime import frames
from realtime.contract import Credentials
from realtime.hub import RESTARTING, Hub
from realtime.session import TOO_SLOW, Session
from tests.model import Model, Pull
from tests.races.world import Conversation, Interval, Someone, World, key_of


class Air(Protocol):
    """The machine, as a device sees it."""

    world: World
    clients: list[Device]
    tasks: list[asyncio.Future[Any]]
    failures: list[Exception]
    ended: set[int]
    named: dict[tuple[int, int], int]

    async def in_db(self, work: Any, *args: Any, reads: bool = False) -> Any: ...


class Call:
    """A database call: asked, then read, then answered."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._found: Any = None
        self.is_read = False
        self.answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def read(self) -> None:
        if not self.is_read:
            self._found, self.is_read = self._work(), True

    def finish(self) -> None:
        self.read()
        if not self.answer.done():
            self.answer.set_result(self._found)


class Device:
    """A client: a session whose door applies what comes to a model of a client."""

    def __init__(self, air: Air, hub: Hub, person: Someone, model: Model) -> None:
        self.machine, self.person, self.model = air, person, model
        self.got = 0
        self.counts = True
        self.is_synced = False
        # Intervals that had ended when this device was told that they had.
        self.ended: list[Interval] = []
        shown = Credentials(person.session_key, is_app=True)
        self.session = Session(hub, self, person, shown)
        hello = frames.HelloData(protocol=1, have=model.have)
        self.session.tasks.start(self.session.hello("1", hello))

    async def write(self, text: str) -> None:
        try:
            self.take(json.loads(text))
        except Exception as error:
            # The session would only end, politely.
            self.machine.failures.append(error)
            raise

    def take(self, frame: dict[str, Any]) -> None:
        self.got += 1
        if self.counts:
            self.session.outgoing.counted(self.got)
        self.is_synced = self.is_synced or frame["type"] == "synced"
        self.require_mine(frame)
        for pull in self.model.apply(frame):
            self.machine.tasks.append(asyncio.ensure_future(self.pull(pull)))

    async def close(self, code: int, reason: str) -> None:
        self.machine.clients.remove(self)
        if code not in {RESTARTING, TOO_SLOW}:
            self.machine.failures.append(AssertionError(f"closed: {code} {reason}"))

    def count_again(self) -> None:
        self.counts = True
        self.session.outgoing.counted(self.got)

    def require_mine(self, frame: dict[str, Any]) -> None:
        """An entry on the wire lies in an interval of which its reader saw no end."""
        assert self.got > 1 or frame["type"] in {"reply", "bye"}
        if frame["type"] not in {"entries", "gone"}:
            return
        conversation = self.machine.world.conversations[key_of(frame["stream"])]
        intervals = conversation.intervals.get(self.person.id, [])
        if frame["type"] == "gone":
            self.ended += [one for one in intervals if id(one) in self.machine.ended]
            self.require_absence(conversation)
            return
        mine = [one for one in intervals if not any(one is end for end in self.ended)]
        for item in frame["items"]:
            assert any(one.holds(item["seq"]) for one in mine), frame

    def require_absence(self, conversation: Conversation) -> None:
        """Who is known to have come back is not told that he has left."""
        interval = conversation.present(self.person.id)
        named = self.machine.named.get((conversation.key, self.person.id), 0)
        assert not (self.is_synced and interval and named >= interval.joined)

    async def pull(self, pull: Pull) -> None:
        wipes = self.model.wipes[pull.stream]
        page = await self.machine.in_db(
            self.machine.world.page, self.person, pull.stream
        )
        if page is not None and self.model.wipes[pull.stream] == wipes:
            self.model.page(pull.stream, *page)
