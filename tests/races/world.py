"""A world for the hub without a database: conversations, intervals, bells in the air.

A database call has two moments, the reading and the answer; the test decides when each
comes, so that every race of pull and bell can be played.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from realtime.bells import Bell
from realtime.contract import (
    Entries,
    Gone,
    Part,
    Refused,
    Stale,
    Standing,
    Sweep,
    Welcome,
    Wiring,
)

NAMES = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


class FrozenLoop(asyncio.SelectorEventLoop):
    """Time passes when the test says so."""

    now = 1_000.0

    def time(self) -> float:
        return self.now


@dataclass(frozen=True, repr=False)
class Someone:
    id: int
    reader_kind: str = "practitioner"
    organisations: tuple[int, ...] = (1,)

    @property
    def uuid(self) -> UUID:
        return uuid5(NAMES, str(self.id))

    @property
    def session_key(self) -> str:
        return f"session-{self.id}"

    def __repr__(self) -> str:
        return f"Someone({self.id})"


class Fact(NamedTuple):
    seq: int
    kind: str
    at: float
    text: str


@dataclass
class Interval:
    first: int
    joined: int
    left: int | None = None
    left_at: float = 0.0

    def has_ended_by(self, seq: int) -> bool:
        return self.left is not None and self.left <= seq

    def holds(self, seq: int) -> bool:
        return self.first <= seq and (self.left is None or seq < self.left)


@dataclass
class Conversation:
    key: int
    log: list[Fact] = field(default_factory=list)
    intervals: dict[int, list[Interval]] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        return f"conversation:{self.key}"

    @property
    def head(self) -> int:
        return len(self.log)

    def present(self, person_id: int) -> Interval | None:
        last = self.intervals.get(person_id, [])[-1:]
        return last[0] if last and last[0].left is None else None

    def readers(self) -> tuple[tuple[int, int], ...]:
        there = ((who, self.present(who)) for who in self.intervals)
        return tuple((who, now.first) for who, now in there if now)

    def shown_to(self, interval: Interval) -> list[int]:
        return [fact.seq for fact in self.log if interval.holds(fact.seq)]


class World:
    """The truth. Every change returns the bell that its action would ring."""

    def __init__(self, loop: asyncio.AbstractEventLoop, n_conversations: int) -> None:
        self._loop = loop
        self.conversations = {
            key: Conversation(key) for key in range(1, n_conversations + 1)
        }

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._loop.time(), UTC)

    def write(self, key: int, *kinds: str) -> Bell:
        conversation = self.conversations[key]
        after = conversation.head
        for kind in kinds:
            seq = conversation.head + 1
            fact = Fact(seq, kind, self._loop.time(), f"{key}/{seq}")
            conversation.log.append(fact)
        return self._bell(conversation, after)

    def add(self, key: int, person_id: int, *, is_history_shared: bool) -> Bell:
        conversation = self.conversations[key]
        first = 1 if is_history_shared else conversation.head + 1
        intervals = conversation.intervals.setdefault(person_id, [])
        intervals.append(Interval(first, joined=conversation.head + 1))
        return self.write(key, "joined")

    def remove(self, key: int, person_id: int) -> Bell:
        conversation = self.conversations[key]
        interval = conversation.present(person_id)
        assert interval
        interval.left, interval.left_at = conversation.head + 1, self._loop.time()
        bell = self.write(key, "left")
        return replace(bell, gone=((person_id, interval.left - 1),))

    def _bell(self, conversation: Conversation, after: int) -> Bell:
        return Bell(
            stream=conversation.stream,
            key=conversation.key,
            after=after,
            head=conversation.head,
            to=conversation.readers(),
            organisations=(1,),
            items=tuple(conversation.log[after:]),
        )

    # What the hub asks

    def pull(self, parts: Sequence[Part]) -> list[tuple[Fact, ...]]:
        return [
            tuple(self.conversations[key].log[after:upto]) for key, after, upto in parts
        ]

    def catch_up(
        self, person: Someone, stream: str, after: int | None
    ) -> Entries | Gone | Stale:
        conversation = self._named(stream)
        interval = conversation.present(person.id) if conversation else None
        if conversation is None or interval is None:
            return Gone(stream)
        head = conversation.head
        if after is None or after > head or head - after > 200:
            return Stale(stream, head)
        low = max(after, interval.first - 1)
        items = tuple(conversation.log[low:])
        return Entries(stream, low, head, items, start=low == interval.first - 1)

    @staticmethod
    def encode(items: Sequence[Fact], reader_kind: str) -> list[Mapping[str, Any]]:
        return [
            {"seq": item.seq, "kind": item.kind, "data": {"text": item.text}}
            for item in items
        ]

    def page(self, person: Someone, stream: str) -> tuple[list[Any], int, int] | None:
        """The whole of what a person may read, as HTTP gives it; None: not found."""
        found = self.catch_up(person, stream, 0)
        if not isinstance(found, Entries):
            return None
        return list(self.encode(found.items, "")), found.upto, found.after + 1

    def welcome(self, person: Someone, hello: Any) -> Welcome:
        frames = [self.catch_up(person, stream, n) for stream, n in hello.have.items()]
        mine = [
            (conversation, now)
            for conversation in self.conversations.values()
            if (now := conversation.present(person.id))
        ]
        return Welcome(
            me={"id": str(person.uuid)},
            epoch="one",
            at=self.now(),
            frames=tuple(frames),
            standings=tuple(
                Standing(c.stream, c.key, now.first, c.head) for c, now in mine
            ),
            heads={c.stream: c.head for c, _ in mine if c.stream not in hello.have},
        )

    def moved(self, people: Collection[int], since: datetime) -> Iterable[Bell]:
        return [
            bell
            for conversation in self.conversations.values()
            if (bell := self._moved(conversation, set(people), since.timestamp()))
        ]

    def _moved(
        self, conversation: Conversation, people: set[int], since: float
    ) -> Bell | None:
        after = sum(fact.at <= since for fact in conversation.log)
        gone = tuple(
            (who, interval.left - 1)
            for who in people & set(conversation.intervals)
            for interval in conversation.intervals[who][-1:]
            if interval.left is not None and interval.left_at > since
        )
        to = tuple(pair for pair in conversation.readers() if pair[0] in people)
        if after == conversation.head or not (to or gone):
            return None
        return replace(self._bell(conversation, after), to=to, gone=gone, items=None)

    def _named(self, stream: str) -> Conversation | None:
        return self.conversations.get(key_of(stream))

    def wiring(self, sign_in: Callable[[Any], Any]) -> Wiring:
        return Wiring(
            sign_in=sign_in,
            welcome=self.welcome,
            commands={},
            sweep=Sweep(self.moved, nobody_is_invalid, self.now),
            logs={"conversation": self},
        )


def nobody_is_invalid(
    pairs: Collection[tuple[int, str]],
) -> Mapping[tuple[int, str], Refused]:
    return {}


def key_of(stream: str) -> int:
    return int(stream.partition(":")[2])
