"""One per process: who is connected here, and what the bells mean for them.

Everything runs in one event loop, so that each step between two awaits is atomic. News
comes from database threads (`ring`) and from other processes (`carrier`).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from realtime import bells, goodbye, metrics
from realtime.batching import Batcher
from realtime.bells import Bell, News, Passing
from realtime.carrier import Carrier
from realtime.contract import Refused, Standing, Wiring
from realtime.db import in_db
from realtime.limits import limits
from realtime.lines import Line, LogLine, StateLine
from realtime.passing import PassingOn
from realtime.pulling import Puller
from realtime.rates import Bucket
from realtime.sweep import Sweeper

if TYPE_CHECKING:
    from realtime.session import Session

logger = logging.getLogger(__name__)

RESTARTING = 4503


class LocalPerson:
    """A person with sockets in this process."""

    __slots__ = ("lines", "reader_kind", "sends", "sessions")

    def __init__(self, reader_kind: str, now: float) -> None:
        self.reader_kind = reader_kind
        self.sessions: set[Session] = set()
        self.lines: set[str] = set()
        per_minute = limits().sends_per_minute
        self.sends = Bucket(per_minute / 60, per_minute, now)


class Clock:
    """The database's time, without asking it: its distance from a steady clock."""

    def __init__(self) -> None:
        self._offset: timedelta | None = None

    def learn(self, at: datetime) -> None:
        self._offset = at - self._steady()

    def now(self) -> datetime:
        return self._steady() + (self._offset or timedelta())

    @staticmethod
    def _steady() -> datetime:
        return datetime.fromtimestamp(time.monotonic(), UTC)


class Hub:
    """Person → sessions, stream → line. Not thread-safe, but for `ring`."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.clock = Clock()
        self.people: dict[int, LocalPerson] = {}
        self.lines: dict[str, Line] = {}
        self.batchers = {
            name: Batcher(wiring.commands[name], batch)
            for name, batch in wiring.batches.items()
        }
        self._pullers = {prefix: Puller(log) for prefix, log in wiring.logs.items()}
        self._loop = asyncio.get_running_loop()
        self.carrier = Carrier(self.hear)
        self._passing = PassingOn(self.people)
        self._sweeper = Sweeper(self)
        self._rechecks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        now = await in_db(self.wiring.sweep.now, reads=True)
        self.clock.learn(now)
        await self.carrier.start()
        self._sweeper.start(now)
        bells.install(self.ring)
        self._stop_listening = goodbye.on_sigterm(self._loop, self.farewell)

    async def stop(self) -> None:
        """Say goodbye and end everything that this hub started."""
        bells.uninstall(self.ring)
        self._stop_listening()
        await self.farewell()
        await self._sweeper.stop()
        await self.carrier.stop()
        self._end_work()

    def _end_work(self) -> None:
        for line in self.lines.values():
            line.stop()
        for task in self._rechecks:
            task.cancel()

    async def farewell(self) -> None:
        """Tell every client to come back soon (4503).

        Each a little later than the one before, by what it costs to sign one in; over
        five seconds at most.
        """
        sessions = [s for person in self.people.values() for s in person.sessions]
        ends = (
            session.end(RESTARTING, "restarting", retry_in_ms=500 + 2 * place % 5000)
            for place, session in enumerate(sessions)
        )
        await asyncio.gather(*ends, return_exceptions=True)

    async def enter(self, session: Session) -> bool:
        """Begin to hear the person's bells; False where he has too many sockets."""
        person = session.person
        local = self.people.get(person.id)
        if local is None:
            local = LocalPerson(person.reader_kind, self._loop.time())
            self.people[person.id] = local
        if len(local.sessions) >= limits().sockets_per_person:
            return False
        local.sessions.add(session)
        await self.carrier.join(person.organisations)
        return True

    def leave(self, session: Session) -> None:
        """Forget a session, and the person with his last one."""
        local = self.people.get(session.person.id)
        if local is None or session not in local.sessions:
            return
        local.sessions.discard(session)
        self.carrier.part(session.person.organisations)
        if not local.sessions:
            del self.people[session.person.id]
            for name in local.lines:
                self._unlist(name, session.person.id)

    def stand(self, session: Session, standing: Standing) -> None:
        """Note where a newcomer's socket stands in a log.

        Where that is news, the person's other sockets have missed a bell.
        """
        stream, key, person = standing.stream, standing.key, session.person
        local, line = self.people[person.id], self._line(stream, key, standing.head)
        before = line.readers.get(person.id)
        if line.admit(person.id, standing.first, standing.head):
            after = before.upto if before and before.is_reading else standing.first - 1
            for other in local.sessions - {session}:
                other.offer_missed(stream, key, after, standing.head)
        local.lines.add(_name(stream, key))

    def refuse(self, session: Session, stream: str, key: int, head: int) -> None:
        """Note that a person named by a bell with this head may not read the log."""
        line = self.lines.get(_name(stream, key))
        if isinstance(line, LogLine):
            line.refuse(session.person.id, head)

    def ring(self, news: tuple[News, ...]) -> None:
        """Take news from any thread: for this process at once, the others by Redis."""
        try:
            self._loop.call_soon_threadsafe(self._ring, news)
        except RuntimeError:
            logger.warning("news after the end of the loop")

    def _ring(self, news: tuple[News, ...]) -> None:
        metrics.BELLS_RUNG.inc(len(news))
        self.carrier.carry(news)
        self.hear(news)

    def hear(self, news: Iterable[News]) -> None:
        for item in news:
            if isinstance(item, Bell):
                self.hear_bell(item)
            elif isinstance(item, Passing):
                self._passing.hear(item)
            else:
                self._start_recheck(item.people)

    def hear_bell(self, bell: Bell) -> bool:
        """Take a bell; True where it told something new to somebody connected here."""
        named = [pair[0] for pair in (*bell.to, *bell.gone) if pair[0] in self.people]
        if not named:
            return False
        line = self._line(bell.stream, bell.key, bell.after)
        is_news = line.wanted < bell.head
        for person_id in named:
            self.people[person_id].lines.add(_name(bell.stream, bell.key))
        line.hear(bell, self.people)
        return is_news

    def _line(self, stream: str, key: int, position: int) -> Line:
        name = _name(stream, key)
        if (line := self.lines.get(name)) is None:
            prefix = stream.partition(":")[0]
            if (log := self.wiring.logs.get(prefix)) is not None:
                line = LogLine(stream, key, position, log, self._pullers[prefix])
            else:
                line = StateLine(stream, key, position, self.wiring.states[prefix])
            self.lines[name] = line
        return line

    def _unlist(self, name: str, person_id: int) -> None:
        line = self.lines[name]
        line.readers.pop(person_id, None)
        if not line.readers:
            line.stop()
            del self.lines[name]

    def _start_recheck(self, people: Iterable[int]) -> None:
        for person_id in people:
            if person_id in self.people:
                task = self._loop.create_task(self._recheck(person_id))
                self._rechecks.add(task)
                task.add_done_callback(self._rechecks.discard)

    async def _recheck(self, person_id: int) -> None:
        """Sign every socket of a person in again: it ends, or knows what he is now."""
        for session in list(self.people[person_id].sessions):
            try:
                person = await in_db(
                    self.wiring.sign_in, session.credentials, reads=True
                )
            except Refused as refused:
                await session.end(refused.code, refused.reason)
                continue
            before, session.person = session.person.organisations, person
            await self.carrier.join(person.organisations)
            self.carrier.part(before)


def _name(stream: str, key: int) -> str:
    """The line of a stream: everybody's own inbox bears the same public name."""
    return f"{stream.partition(':')[0]}:{key}"


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[Hub]] = (
    WeakKeyDictionary()
)


async def hub_of_this_loop(wiring: Wiring) -> Hub:
    """Return the running loop's hub, started at the first call."""
    loop = asyncio.get_running_loop()
    task = _hubs.get(loop)
    if task is None or (task.done() and (task.cancelled() or task.exception())):
        task = _hubs[loop] = loop.create_task(_started(wiring))
    return await asyncio.shield(task)


async def stop_hub_of_this_loop() -> None:
    if (task := _hubs.pop(asyncio.get_running_loop(), None)) is not None:
        await (await task).stop()


async def _started(wiring: Wiring) -> Hub:
    hub = Hub(wiring)
    await hub.start()
    return hub
