"""One connection, without a transport: what it was handed, what it still has to get.

A session is *synced* once its hello was answered whole. Before that, and while its
reader is too slow, what the hub offers only marks streams as behind (`missing.py`).
"""

from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING, Any

from lib.errors import DomainError
from realtime import frames, metrics
from realtime.contract import Credentials, Entries, Gone, Person, State, Welcome
from realtime.db import in_db
from realtime.limits import limits
from realtime.missing import Found, Missing
from realtime.outgoing import Door, Outgoing
from realtime.tasks import Tasks

if TYPE_CHECKING:
    from realtime.hub import Hub

logger = logging.getLogger(__name__)

UPGRADE = 4426
ERROR = 4500
TOO_SLOW = 4508
TOO_MANY = 4529

# Pings of many sockets must not fall into the same moment.
PING_JITTER = 0.1
CLOSING_SECONDS = 2


class Session:
    """Everything that one connection means."""

    def __init__(
        self, hub: Hub, door: Door, person: Person, credentials: Credentials
    ) -> None:
        self.hub = hub
        self.person = person
        self.credentials = credentials
        self.is_synced = False
        self.is_closed = False
        self.tasks = Tasks(self._failed)
        self.outgoing = Outgoing(door, self.tasks, self._too_slow)
        self._missing = Missing(self)
        # Streams that moved since the last ping: its heads.
        self._moved: dict[str, int] = {}
        # Versions of the state streams that the client was handed.
        self._versions: dict[str, int] = {}
        # Told after the hello's frames, which may have been read before.
        self._gone: dict[str, tuple[int, frames.Down]] = {}
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._loop.time()
        self._set_ping()

    # What the client says

    def heard(self) -> None:
        """Note that the client said something: it is alive."""
        self._heard_at = self._loop.time()

    async def hello(self, ref: str, data: frames.HelloData) -> None:
        """Join the bells, then say what the client missed, then `synced`."""
        if data.protocol != frames.PROTOCOL:
            await self.end(UPGRADE, "upgrade")
            return
        if not await self.hub.enter(self):
            await self.end(TOO_MANY, "too_many_sockets", retry_in_ms=30_000)
            return
        try:
            welcome = await in_db(
                self.hub.wiring.welcome, self.person, data, reads=True
            )
        except DomainError as error:
            self.put(frames.refusal(ref, error))
            await self.end(ERROR, error.code, retry_in_ms=1_000)
            return
        self.put(frames.reply(ref, _greeting(welcome)))
        self._hand_over(welcome, data)
        while self._missing or self._gone:
            self._put_gone()
            await self._missing.catch_up()
        self.put(frames.synced(welcome.at))
        self.is_synced = True

    def _hand_over(self, welcome: Welcome, data: frames.HelloData) -> None:
        states = self.hub.wiring.states
        self._versions = {
            stream: version
            for stream, version in data.have.items()
            if stream.partition(":")[0] in states
        }
        standings = {standing.stream: standing for standing in welcome.standings}
        # Bells of before, when he was perhaps another reader, change nothing any more.
        for standing in welcome.standings:
            self.hub.stand(self, standing)
        for found in welcome.frames:
            if isinstance(found, Entries) and self.outgoing.is_stalled:
                stream, after, upto = found.stream, found.after, found.upto
                self._missing.mark(stream, standings.pop(stream).key, after, upto)
            else:
                self.put_found(found)
        for standing in standings.values():
            self._missing.reached(standing.stream, standing.head)
        for stream, version in self._versions.items():
            self._missing.reached(stream, version)
        if welcome.heads:
            self.put(frames.ping(welcome.at, welcome.heads))

    def _put_gone(self) -> None:
        gone, self._gone = self._gone, {}
        for stream, (key, frame) in gone.items():
            self.put(frame)
            # A frame of the hello may be newer: he may have come back. Read it again.
            self._versions.pop(stream, None)
            self._missing.mark(stream, key, None, 0)

    # What the hub offers

    def offer_entries(
        self, stream: str, key: int, after: int, upto: int, frame: frames.Down
    ) -> None:
        """Hand over a part of a log, or mark that it is missing."""
        self._moved[stream] = upto
        if self._must_wait(stream):
            self._missing.mark(stream, key, after, upto)
        else:
            self.put(frame)

    def offer_missed(self, stream: str, key: int, after: int, upto: int) -> None:
        """Mark a part that the hub handed out before it knew this reader."""
        self._missing.mark(stream, key, after, upto)

    def offer_state(
        self, stream: str, key: int, since: int | None, version: int, frame: frames.Down
    ) -> None:
        """Hand over a change of a state, or mark that the client lacks its base."""
        known = self._versions.get(stream)
        fits = since is None or (known is not None and known >= since)
        if self._must_wait(stream) or not fits:
            self._missing.mark(stream, key, known, version)
        elif known is None or version > known:
            self._versions[stream] = version
            self.put(frame)

    def offer_newer_state(self, stream: str, key: int, version: int) -> None:
        """Mark a state that the hub handed out before it knew this reader."""
        known = self._versions.get(stream)
        if known is None or known < version:
            self._missing.mark(stream, key, known, version)

    def offer_gone(self, stream: str, key: int, frame: frames.Down) -> None:
        """Say that a stream is not this person's any more; nothing of it follows."""
        self._missing.forget(stream)
        self._versions.pop(stream, None)
        self._moved.pop(stream, None)
        if self.is_synced:
            self.put(frame)
        else:
            self._gone[stream] = (key, frame)

    def offer_passing(self, frame: frames.Down) -> None:
        """Hand over a frame that may be lost."""
        if self.is_synced and not self.outgoing.is_stalled:
            self.put(frame)

    def _must_wait(self, stream: str) -> bool:
        return not self.is_synced or self.outgoing.is_stalled or stream in self._missing

    # The way out

    def put(self, frame: frames.Down) -> None:
        """Queue one frame for the client."""
        if not self.is_closed:
            self.outgoing.put(frame)

    def put_found(self, found: Found) -> None:
        """Queue what was read for this socket alone."""
        match found:
            case Entries(stream=stream, after=after, upto=upto):
                if upto > after:
                    log = self.hub.wiring.logs[stream.partition(":")[0]]
                    wire = log.encode(found.items, self.person.reader_kind)
                    start = found.start
                    self.put(frames.entries(stream, after, upto, wire, start=start))
            case State(stream=stream, version=version, since=since):
                self._versions[stream] = version
                self.put(frames.state(stream, version, since, found.put, found.drop))
            case Gone(stream=stream):
                self._versions.pop(stream, None)
                self.put(frames.gone(stream))
            case _:
                self.put(frames.stale(found.stream, found.head))

    async def end(
        self, code: int, reason: str, *, retry_in_ms: int | None = None
    ) -> None:
        """Say `bye` and close."""
        if self.is_closed:
            return
        self.is_closed = True
        self.hub.leave(self)
        metrics.CLOSED.labels(str(code)).inc()
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                bye = frames.bye(code, reason, retry_in_ms)
                await self.outgoing.finish(bye, code, reason)
        except Exception as error:
            logger.warning("closing failed: %s", type(error).__name__)
            # Who reads nothing learns it when he reads again.
            self._cutting = self._loop.create_task(self.outgoing.cut(code, reason))
        self.tasks.cancel()

    def close(self) -> None:
        """Forget everything: the connection is no more."""
        self.is_closed = True
        self.hub.leave(self)
        self.outgoing.drop()
        self.tasks.cancel()

    def _failed(self) -> None:
        self._end_soon(ERROR, "error", 1_000)

    def _too_slow(self) -> None:
        self._end_soon(TOO_SLOW, "too_slow", 2_000)

    def _end_soon(self, code: int, reason: str, retry_in_ms: int) -> None:
        if not self.is_closed:
            self.tasks.start(self.end(code, reason, retry_in_ms=retry_in_ms))

    # The heartbeat

    def _set_ping(self) -> None:
        jitter = random.uniform(1 - PING_JITTER, 1 + PING_JITTER)
        self.tasks.later(limits().ping_every_seconds * jitter, self._ping)

    def _ping(self) -> None:
        if self._loop.time() - self._heard_at > limits().silence_seconds:
            self._end_soon(ERROR, "silent", 1_000)
            return
        if self.is_synced:
            heads, self._moved = self._moved, {}
            self.put(frames.ping(self.hub.clock.now(), heads))
        self._set_ping()


def _greeting(welcome: Welcome) -> dict[str, Any]:
    return {
        "me": welcome.me,
        "at": welcome.at,
        "epoch": welcome.epoch,
        "ping_every_s": limits().ping_every_seconds,
        "feature_level": frames.FEATURE_LEVEL,
        "features": [],
        "limits": {
            "frame_bytes": limits().frame_bytes,
            "sends_per_minute": limits().sends_per_minute,
            "frames_per_second": limits().frames_per_second,
        },
    }
