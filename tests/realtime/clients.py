"""Clients of the pipe in this process: a door to look through, a mouth to speak by."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from realtime.contract import Credentials
from realtime.dispatch import Dispatcher
from realtime.hub import Hub
from realtime.session import Session
from tests.realtime.world import Someone


class Glass:
    """A door to look through: what was written, how it closed. May be shut."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.code: int | None = None
        self.open = asyncio.Event()
        self.open.set()

    async def write(self, text: str) -> None:
        await self.open.wait()
        self.frames.append(json.loads(text))

    async def close(self, code: int, reason: str) -> None:
        self.code = code

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == kind]


@dataclass
class Line:
    """A connected client: speak by `say`, look by `door`."""

    session: Session
    dispatcher: Dispatcher
    door: Glass
    refs: int = 0

    def say(self, kind: str, **data: Any) -> str:
        self.refs += 1
        frame = {"type": kind, "ref": str(self.refs), "data": data}
        self.dispatcher.receive(json.dumps(frame))
        return str(self.refs)

    async def ask(self, kind: str, **data: Any) -> dict[str, Any]:
        ref = self.say(kind, **data)
        await until(lambda: any(f["ref"] == ref for f in self.door.of("reply")))
        return next(f for f in self.door.of("reply") if f["ref"] == ref)

    def texts(self) -> list[str]:
        """What a client shows: of an entry that came twice, one."""
        shown = {
            (frame["stream"], item["seq"]): item["text"]
            for frame in self.door.of("entries")
            for item in frame["items"]
        }
        return list(shown.values())


def plug(hub: Hub, person: int, *, key: str = "") -> Line:
    """Connect a client that has not yet said hello."""
    door = Glass()
    shown = Credentials(key or str(person), is_app=True)
    session = Session(hub, door, Someone(person, session_key=key), shown)
    return Line(session, Dispatcher(session), door)


async def connect(hub: Hub, person: int, **have: int) -> Line:
    """Connect a client and see it synced. `room_1=3` means: I have room 1 up to 3."""
    line = plug(hub, person)
    streams = {name.replace("_", ":"): seq for name, seq in have.items()}
    line.say("hello", protocol=1, have=streams)
    await until(lambda: line.door.of("synced"))
    return line


async def until(wish: Callable[[], Any], seconds: float = 5) -> None:
    """Return when the wish is true."""
    end = asyncio.get_running_loop().time() + seconds
    while not wish():
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError
        await asyncio.sleep(0.005)


async def a_while() -> None:
    """Time enough for what must not happen."""
    await asyncio.sleep(0.08)
