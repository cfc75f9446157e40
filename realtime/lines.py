"""One stream in one process: who listens here, how far they are, one pull at a time.

A line exists while somebody connected here was named by one of its bells. Its position
is where every synced socket of its readers stands; bells raise what is wanted; the pump
pulls what lies between, encodes it once per kind of reader and interval, and offers the
same bytes to all of them.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from realtime import frames, metrics
from realtime.bells import Bell
from realtime.contract import Log, Part, State, StateStream
from realtime.db import in_db
from realtime.limits import limits
from realtime.pulling import Puller

if TYPE_CHECKING:
    from realtime.hub import LocalPerson

logger = logging.getLogger(__name__)

RETRY_SECONDS = 1.0


@dataclass(slots=True)
class Bounds:
    """What one reader may be handed: seqs from `first` to `upto`.

    `upto` is the head of the latest bell that named him. `gone_at` is the seq of his
    leaving: bells with a head up to it came late and do not readmit him.
    """

    first: int
    upto: int
    gone_at: int | None = None

    @property
    def is_reading(self) -> bool:
        return self.gone_at is None


class Line(ABC):
    """What the two kinds of line share: wanting, and one pump at a time."""

    def __init__(self, stream: str, key: int, position: int) -> None:
        self.stream = stream
        self.key = key
        self.position = position
        self.wanted = position
        self.readers: dict[int, Bounds] = {}
        self._pump: asyncio.Task[None] | None = None

    def hear(self, bell: Bell, people: Mapping[int, LocalPerson]) -> None:
        """Take a bell that names somebody connected here. Synchronous."""
        for person_id, first in bell.to:
            if person_id in people:
                before = self.readers.get(person_id)
                if self.admit(person_id, first, bell.head):
                    is_known = before is not None and before.is_reading
                    self.named(people[person_id], bell, is_known=is_known)
        for person_id, upto in bell.gone:
            if person_id in people:
                self._dismiss(people[person_id], person_id, upto)
        self.wanted = max(self.wanted, bell.head)
        self.keep(bell)
        if self.wanted > self.position and (self._pump is None or self._pump.done()):
            self._pump = asyncio.get_running_loop().create_task(self._run(people))

    def admit(self, person_id: int, first: int, head: int) -> bool:
        """Raise what he may be handed; True where that is news."""
        bounds = self.readers.get(person_id)
        if bounds is None:
            self.readers[person_id] = Bounds(first, head)
            return True
        if head <= (bounds.upto if bounds.gone_at is None else bounds.gone_at):
            return False
        self.readers[person_id] = Bounds(first, head)
        return True

    def _dismiss(self, person: LocalPerson, person_id: int, upto: int) -> None:
        bounds = self.readers.get(person_id)
        if bounds is not None and bounds.gone_at is not None and bounds.gone_at > upto:
            return
        # A later bell named him: he has come back.
        if bounds is not None and bounds.gone_at is None and bounds.upto > upto:
            return
        self.readers[person_id] = Bounds(1, upto, gone_at=upto + 1)
        gone = frames.gone(self.stream)
        for session in person.sessions:
            session.offer_gone(self.stream, self.key, gone)

    async def _run(self, people: Mapping[int, LocalPerson]) -> None:
        while self.position < self.wanted and self.readers:
            try:
                await self.step(people)
            except Exception:
                # The bell stays wanted; the next bell, sweep or retry finds it.
                logger.exception("pull failed")
                await asyncio.sleep(RETRY_SECONDS)

    def named(self, person: LocalPerson, bell: Bell, *, is_known: bool) -> None:  # noqa: B027
        """A bell told something new to a reader, or named him for the first time."""

    def keep(self, bell: Bell) -> None:  # noqa: B027  a state's bells bring nothing
        """Keep what the bell brought along."""

    @abstractmethod
    async def step(self, people: Mapping[int, LocalPerson]) -> None:
        """Pull once and offer what came."""

    def stop(self) -> None:
        if self._pump is not None:
            self._pump.cancel()


class LogLine(Line):
    """A log: every entry counts, in order."""

    def __init__(
        self, stream: str, key: int, position: int, log: Log, puller: Puller
    ) -> None:
        super().__init__(stream, key, position)
        self._log, self._puller = log, puller
        # Entries that this process wrote, by the position after which they stand.
        self._spare: dict[int, tuple[int, tuple[Any, ...]]] = {}

    def named(self, person: LocalPerson, bell: Bell, *, is_known: bool) -> None:
        """Let who was no reader here read by his rights: the bell may come late.

        So does who is one, where the line has passed what the bell tells.
        """
        if not is_known or self.position >= bell.head:
            for session in person.sessions:
                session.offer_missed(self.stream, self.key, bell.after, bell.head)

    def refuse(self, person_id: int, head: int) -> None:
        """Note that he may not read, as he tried to after a bell with this head."""
        bounds = self.readers.get(person_id)
        if bounds is not None and bounds.upto <= head:
            self.readers[person_id] = Bounds(1, head, gone_at=head)

    def keep(self, bell: Bell) -> None:
        if bell.items is not None and bell.after >= self.position:
            self._spare[bell.after] = (bell.head, bell.items)

    async def step(self, people: Mapping[int, LocalPerson]) -> None:
        after = self.position
        if spare := self._spare.pop(after, None):
            upto, items = spare
            metrics.PULLS_SPARED.inc()
        else:
            upto = min(self.wanted, after + limits().pull_entries)
            items = await self._puller.pull(Part(self.key, after, upto))
        self.position = upto
        if self._spare:
            self._spare = {at: kept for at, kept in self._spare.items() if at >= upto}
        self._offer(after, upto, items, people)

    def _offer(
        self,
        after: int,
        upto: int,
        items: tuple[Any, ...],
        people: Mapping[int, LocalPerson],
    ) -> None:
        made: dict[tuple[str, int, int, bool], frames.Down] = {}
        for person_id, bounds in self.readers.items():
            low, high = max(after, bounds.first - 1), min(upto, bounds.upto)
            if bounds.gone_at is not None or high <= low:
                continue
            person = people[person_id]
            sort = (person.reader_kind, low, high, low == bounds.first - 1)
            frame = made.get(sort)
            if frame is None:
                frame = made[sort] = self._encode(items, sort)
            for session in person.sessions:
                session.offer_entries(self.stream, self.key, low, high, frame)
        metrics.DELIVERIES.inc(len(made))

    def _encode(
        self, items: tuple[Any, ...], sort: tuple[str, int, int, bool]
    ) -> frames.Down:
        kind, low, high, start = sort
        shown = [item for item in items if low < item.seq <= high]
        wire = self._log.encode(shown, kind)
        return frames.entries(self.stream, low, high, wire, start=start)


class StateLine(Line):
    """A state: only the present counts, at most five frames a second."""

    def __init__(
        self, stream: str, key: int, position: int, states: StateStream
    ) -> None:
        super().__init__(stream, key, position)
        self._states = states

    async def step(self, people: Mapping[int, LocalPerson]) -> None:
        # What a bell wants that comes during the pull is not in it.
        since, wanted = self.position, self.wanted
        found = await in_db(self._states.pull, self.key, since, reads=True)
        metrics.PULLS.inc()
        frame = frames.state(
            self.stream, found.version, found.since, found.put, found.drop
        )
        self.position = max(found.version, wanted)
        for person_id, bounds in self.readers.items():
            if bounds.gone_at is None and _may_read(person_id, found):
                for session in people[person_id].sessions:
                    session.offer_state(
                        self.stream, self.key, found.since, found.version, frame
                    )
        await asyncio.sleep(limits().state_seconds)

    def named(self, person: LocalPerson, bell: Bell, *, is_known: bool) -> None:
        """Let a reader read what was handed out before the line knew him."""
        if self.position >= bell.head:
            for session in person.sessions:
                session.offer_newer_state(self.stream, self.key, bell.head)


def _may_read(person_id: int, found: State) -> bool:
    return found.readers is None or person_id in found.readers
