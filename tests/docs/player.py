"""Plays the steps of a chapter against the server in this process."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from config.wiring import WIRING
from realtime.db import in_db
from realtime.hub import hub_of_this_loop
from realtime.limits import limits
from tests.docs import shapes
from tests.docs.line import Line
from tests.docs.names import Differs
from tests.docs.stage import DIRECTIONS, Stage
from tests.docs.story import Direction, FrameDown, FrameUp, Request, Response, Step
from tests.transports import InProcess


class Player:
    """You, with one socket at a time and one HTTP request after another."""

    def __init__(self, stage: Stage, settings: Any) -> None:
        self.stage = stage
        self._settings = settings
        self.names = stage.names
        self._line: Line | None = None
        self._answer: Any = None
        # What each `ref` of the page asked last.
        self._asked: dict[str, Any] = {}

    async def play(self, step: Step) -> None:
        match step:
            case Direction(name="restarts"):
                await self.line()
                await (await hub_of_this_loop(WIRING)).farewell()
            case Direction(name="hurries"):
                await self._hurry()
            case Direction(name=name, words=words):
                await self.line()
                await in_db(DIRECTIONS[name], self.stage, *words)
            case FrameUp(frame=frame):
                await self._say(frame)
            case FrameDown(frame=frame, is_next=is_next):
                await self._hear(frame, is_next=is_next)
            case Request():
                await self.line()
                self._answer = await in_db(self._request, step)
            case Response():
                self._compare(step)

    async def leave(self) -> None:
        if self._line is not None:
            await self._line.leave()

    async def line(self, *, is_fresh: bool = False) -> Line:
        """The socket that is open; a hello of the page always opens another one."""
        if is_fresh:
            await self.leave()
            self._line = await self._knock()
        elif self._line is None:
            self._line = await self._knock()
            hello = {"type": "hello", "ref": "0", "data": {"protocol": 1}}
            await self._line.say(hello)
            await self._line.take(lambda heard: heard["type"] == "synced")
        return self._line

    async def _hurry(self) -> None:
        """The rest of the chapter with a heart that beats faster."""
        self._settings.LIMITS = {"ping_every_seconds": 0.2}
        limits.cache_clear()

    async def _knock(self) -> Line:
        from config.asgi import application

        headers = {"X-Session-Token": self.names["token"]}
        return Line(await InProcess.connect(application, headers=headers))

    async def _say(self, told: Any) -> None:
        line = await self.line(is_fresh=told.get("type") == "hello")
        frame = self.names.filled(told)
        if "ref" in frame:
            self._asked[frame["ref"]] = frame
        await line.say(frame)

    async def _hear(self, told: Any, *, is_next: bool) -> None:
        line = await self.line()
        frame = await line.take(lambda heard: self._fits(told, heard), is_next=is_next)
        if frame is None:
            raise Differs("\n".join(self._near(told, line)) or "heard nothing")
        asked = self._asked.get(frame.get("ref") or "")
        if asked and frame["ok"]:
            shapes.check_up(asked)
        shapes.check_down(frame, asked["type"] if asked else None)
        if told["type"] == "bye":
            closing = await line.end()
            assert closing is not None
            assert closing.code == told["code"]

    def _fits(self, told: Any, heard: Any) -> bool:
        try:
            self.names.learn(told, heard)
        except Differs:
            return False
        return True

    def _near(self, told: Any, line: Line) -> list[str]:
        """What was heard of the same type, and where it differs."""
        near = []
        for heard in line.heard:
            if heard["type"] == told["type"]:
                try:
                    self.names.learn(told, heard)
                    near.append(f"taken, or too early: {heard}")
                except Differs as differs:
                    near.append(f"{differs}\n  {json.dumps(heard, ensure_ascii=False)}")
        return near or [str(heard) for heard in line.heard]

    def _request(self, step: Request) -> Any:
        headers = {name: self.names.filled(one) for name, one in step.headers.items()}
        body = self.names.filled(step.body)
        return Client().generic(
            step.method,
            self.names.filled(step.path),
            b"" if body is None else json.dumps(body).encode(),
            headers.pop("Content-Type", "application/octet-stream"),
            headers=headers,
        )

    def _compare(self, step: Response) -> None:
        answer, self._answer = self._answer, None
        assert answer.status_code == step.status, answer.content.decode()
        said = json.loads(answer.content) if answer.content else None
        try:
            self.names.learn(step.body, said)
        except Differs as differs:
            raise Differs(
                f"{differs}\n{json.dumps(said, ensure_ascii=False)}"
            ) from None
        for name, value in step.headers.items():
            assert answer.headers[name] == value, name
