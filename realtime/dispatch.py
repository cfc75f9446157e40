"""From a frame to the function that does it, and back to exactly one reply.

Commands of a socket are done one after another, in order; sends go to the batch, where
they keep their order among themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import Any

from pydantic import BaseModel, ValidationError

from lib.errors import DomainError, InvalidRequest, RateLimited
from realtime import frames
from realtime.contract import Command
from realtime.db import in_db
from realtime.limits import limits
from realtime.rates import Bucket
from realtime.session import TOO_MANY, Session

logger = logging.getLogger(__name__)

BAD_FRAMES = 4400
HELLO_LATE = 4500
TYPING_EVERY_SECONDS = 1.0
# Refusals for sending too fast that are forgiven at once; who goes on is no person.
FLOOD = 200


class UnknownCommand(DomainError):
    code, http_status = "unknown_command", 400


class FrameRefused(DomainError):
    code, http_status = "bad_frame", 400


class HelloFirst(DomainError):
    code, http_status = "hello_first", 400


class Dispatcher:
    """What one session's client may say, and how often."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._wiring = session.hub.wiring
        self._batchers = session.hub.batchers
        self._loop = asyncio.get_running_loop()
        now = self._loop.time()
        self._frames = Bucket(limits().frames_per_second, limits().frames_burst, now)
        self._forgiven = Bucket(limits().frames_per_second, FLOOD, now)
        self._passing = Bucket(1 / TYPING_EVERY_SECONDS, 3, now)
        self._waiting: deque[tuple[str, Command, BaseModel]] = deque()
        self._worker: asyncio.Task[None] | None = None
        self._has_greeted = False
        self._n_bad = 0

    def receive(self, text: str | None) -> None:
        """Take one frame from the client; None for what was not text. Never raises."""
        self._session.heard()
        try:
            if text is None or len(text.encode()) > limits().frame_bytes:
                raise frames.BadFrame
            self._take(frames.parse(text))
        except frames.BadFrame as bad:
            self._refuse_frame(bad.ref)
        except (UnicodeEncodeError, ValidationError):
            self._refuse_frame(None)

    def check_greeting(self) -> None:
        """End a connection that did not say hello in time."""
        if not self._has_greeted:
            self._session.tasks.start(self._session.end(HELLO_LATE, "hello_late"))

    def _take(self, up: frames.Up) -> None:
        if up.type == "pong":
            self._session.outgoing.counted(frames.PongUp.model_validate(up.body).got)
        elif not self._frames.take(self._loop.time()):
            self._refuse_flood(up)
        elif up.type in self._wiring.passing:
            self._pass_on(up)
        else:
            self._do(frames.command(up))

    def _do(self, command: frames.CommandUp) -> None:
        if command.type == "hello":
            self._greet(command)
        elif not self._has_greeted:
            self._reply(frames.refusal(command.ref, HelloFirst()))
        elif command.type == "ping":
            at = self._session.hub.clock.now()
            self._reply(frames.reply(command.ref, {"at": at}))
        elif (known := self._wiring.commands.get(command.type)) is None:
            self._reply(frames.refusal(command.ref, UnknownCommand()))
        else:
            self._accept(command, known)

    def _greet(self, command: frames.CommandUp) -> None:
        try:
            data = frames.HelloData.model_validate(command.data)
        except ValidationError as error:
            raise frames.BadFrame(command.ref) from error
        if self._has_greeted:
            raise frames.BadFrame(command.ref)
        self._has_greeted = True
        self._session.tasks.start(self._session.hello(command.ref, data))

    def _accept(self, command: frames.CommandUp, known: Command) -> None:
        try:
            data = known.schema.model_validate(command.data)
        except ValidationError as error:
            # Our own names only: what else the client named is not said back.
            named = {str(e["loc"][0]) for e in error.errors() if e["loc"]}
            fields = sorted(named & set(known.schema.model_fields))
            self._reply(frames.refusal(command.ref, InvalidRequest(fields=fields)))
            return
        now = self._loop.time()
        person = self._session.hub.people.get(self._session.person.id)
        if known.is_send and person is not None and not person.sends.take(now):
            self._reply(frames.refusal(command.ref, RateLimited()))
        elif (batcher := self._batchers.get(command.type)) is not None:
            outcome = batcher.submit(self._session.person, data)
            outcome.add_done_callback(lambda done: self._answer(command.ref, done))
        elif len(self._waiting) >= limits().commands_waiting:
            self._reply(frames.refusal(command.ref, RateLimited()))
        else:
            self._waiting.append((command.ref, known, data))
            if self._worker is None or self._worker.done():
                self._worker = self._session.tasks.start(self._work())

    async def _work(self) -> None:
        while self._waiting:
            ref, known, data = self._waiting.popleft()
            self._reply(await self._done(ref, known, data))

    async def _done(self, ref: str, known: Command, data: BaseModel) -> frames.Down:
        try:
            answer = await in_db(
                known.handle, self._session.person, data, reads=known.is_read
            )
            return frames.reply(ref, answer)
        except DomainError as error:
            return frames.refusal(ref, error)
        except Exception:
            logger.exception("command failed")
            return frames.refusal(ref, DomainError())

    def _answer(self, ref: str, done: asyncio.Future[Any]) -> None:
        if done.cancelled():
            return
        outcome = done.result()
        if isinstance(outcome, DomainError):
            self._reply(frames.refusal(ref, outcome))
        else:
            self._reply(frames.reply(ref, outcome))

    def _pass_on(self, up: frames.Up) -> None:
        schema, handle = self._wiring.passing[up.type]
        fields = {name: value for name, value in up.body.items() if name != "type"}
        data = schema.model_validate(fields)
        if self._session.is_synced and self._passing.take(self._loop.time()):
            self._session.tasks.start(self._passed(handle, data))

    async def _passed(self, handle: Any, data: BaseModel) -> None:
        try:
            passing = await in_db(handle, self._session.person, data, reads=True)
        except DomainError:
            return
        if passing is not None:
            self._session.hub.ring((passing,))

    def _refuse_frame(self, ref: str | None) -> None:
        self._n_bad += 1
        self._reply(frames.refusal(ref, FrameRefused()))
        if self._n_bad >= limits().bad_frames:
            self._session.tasks.start(self._session.end(BAD_FRAMES, "bad_frames"))

    def _refuse_flood(self, up: frames.Up) -> None:
        if up.type not in self._wiring.passing:
            self._reply(frames.refusal(frames.command(up).ref, RateLimited()))
        if not self._forgiven.take(self._loop.time()):
            self._session.tasks.start(
                self._session.end(TOO_MANY, "too_many", retry_in_ms=10_000)
            )

    def _reply(self, frame: frames.Down) -> None:
        self._session.put(frame)
