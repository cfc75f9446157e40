"""A world without a database: rooms are logs, boards are states."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from pydantic import BaseModel

from lib.errors import DomainError, NotFound
from realtime.bells import Bell, Passing
from realtime.contract import (
    SKIPPED,
    Batch,
    Command,
    Credentials,
    Entries,
    Gone,
    Part,
    Refused,
    Stale,
    Standing,
    State,
    Sweep,
    Welcome,
    Wiring,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    id: int
    organisations: tuple[int, ...] = (1,)
    reader_kind: str = "practitioner"
    session_key: str = "key"
    uuid: UUID = field(default_factory=uuid4)


class Item(NamedTuple):
    seq: int
    text: str


class Say(BaseModel):
    room: int
    text: str = ""


@dataclass
class Room:
    items: list[Item] = field(default_factory=list)
    first: dict[int, int] = field(default_factory=dict)

    @property
    def head(self) -> int:
        return len(self.items)


@dataclass
class World:
    """What the wiring reads and writes. `broken` makes every read fail."""

    rooms: dict[int, Room] = field(default_factory=dict)
    boards: dict[int, tuple[int, dict[str, str]]] = field(default_factory=dict)
    # Who may read the boards when they are read; None: whom the bells named.
    readers: frozenset[int] | None = None
    pulls: list[tuple[int, int, int]] = field(default_factory=list)
    # How many queries they were.
    reads: int = 0
    encodings: int = 0
    batches: list[int] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    locked: set[int] = field(default_factory=set)
    failing: bool = False
    broken: bool = False
    refused: dict[str, Refused] = field(default_factory=dict)
    missed: list[Bell] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    # Called while a hello is being read, after its reading.
    meanwhile: Callable[[], None] | None = None

    def write(self, room: int, text: str, *, spare: bool = False) -> Bell:
        """Add an entry; return its bell."""
        log = self.rooms[room]
        item = Item(log.head + 1, text)
        log.items.append(item)
        return Bell(
            stream=f"room:{room}",
            key=room,
            after=item.seq - 1,
            head=item.seq,
            to=tuple(log.first.items()),
            organisations=(1,),
            items=(item,) if spare else None,
        )

    def remove(self, room: int, person: int) -> Bell:
        first = self.rooms[room].first
        del first[person]
        bell = self.write(room, "left")
        return Bell(
            bell.stream,
            room,
            bell.after,
            bell.head,
            bell.to,
            gone=((person, bell.head - 1),),
            organisations=(1,),
        )

    def post(self, board: int, name: str, text: str, to: Collection[int]) -> Bell:
        version, rows = self.boards.get(board, (0, {}))
        self.boards[board] = (version + 1, {**rows, name: text})
        pairs = tuple((person, 1) for person in to)
        return Bell("board:me", board, version, version + 1, pairs)

    # The log

    def pull(self, parts: Sequence[Part]) -> list[tuple[Item, ...]]:
        if self.broken:
            raise DomainError
        self.pulls.extend(parts)
        self.reads += 1
        return [tuple(self.rooms[key].items[after:upto]) for key, after, upto in parts]

    def catch_up(
        self, person: Someone, stream: str, after: int | None
    ) -> Entries | Gone | Stale:
        if self.broken:
            raise DomainError
        room = self.rooms[int(stream.partition(":")[2])]
        if person.id not in room.first:
            return Gone(stream)
        low = max(after or 0, room.first[person.id] - 1)
        if room.head - low > 200:
            return Stale(stream, room.head)
        items = tuple(room.items[low:])
        return Entries(
            stream, low, room.head, items, start=low == room.first[person.id] - 1
        )

    def encode(self, items: Sequence[Item], kind: str) -> list[Mapping[str, Any]]:
        self.encodings += 1
        return [{"seq": i.seq, "text": i.text, "for": kind} for i in items]

    # Everything else

    def welcome(self, person: Someone, hello: Any) -> Welcome:
        if self.broken:
            raise DomainError
        frames: list[Any] = []
        standings: list[Standing] = []
        for stream, after in hello.have.items():
            if stream.startswith("board:"):
                continue
            found = self.catch_up(person, stream, after)
            frames.append(found)
            if isinstance(found, Entries):
                key = int(stream.partition(":")[2])
                first = self.rooms[key].first[person.id]
                standings.append(Standing(stream, key, first, found.upto))
        version, _ = self.boards.get(person.id, (0, {}))
        if hello.have.get("board:me") != version:
            frames.append(self.state(person.id, None))
        if self.meanwhile:
            self.meanwhile()
            time.sleep(0.05)
        return Welcome(
            {"id": person.id}, "k1", NOW, tuple(frames), tuple(standings), self.heads
        )

    def state(self, key: int, since: int | None) -> State:
        version, rows = self.boards.get(key, (0, {}))
        put = tuple({"row": name, "text": text} for name, text in rows.items())
        return State("board:me", version, since, put, readers=self.readers)

    def sign_in(self, shown: Credentials) -> Someone:
        if shown.session_key in self.refused:
            raise self.refused[shown.session_key]
        return Someone(int(shown.session_key), session_key=shown.session_key)

    def say(self, person: Someone, data: Say) -> dict[str, int]:
        if data.room not in self.rooms:
            raise NotFound
        if data.text == "burst":
            raise ZeroDivisionError
        self.write(data.room, data.text)
        return {"seq": self.rooms[data.room].head}

    def say_many(self, pairs: Sequence[tuple[Someone, Say]]) -> list[Any]:
        self.batches.append(len(pairs))
        if self.failing:
            raise ZeroDivisionError
        outcomes: list[Any] = []
        for person, data in pairs:
            try:
                is_locked = data.room in self.locked
                outcomes.append(SKIPPED if is_locked else self.say(person, data))
            except DomainError as error:
                outcomes.append(error)
        return outcomes

    def say_waiting(self, pairs: Sequence[tuple[Someone, Say]]) -> list[Any]:
        """The same once the locks are free; « alone » cannot be said with others."""
        self.waits.append(len(pairs))
        if any(data.text == "burst" for _, data in pairs):
            raise ZeroDivisionError
        outcomes: list[Any] = []
        for person, data in pairs:
            try:
                is_left_out = data.text == "alone"
                outcomes.append(SKIPPED if is_left_out else self.say(person, data))
            except DomainError as error:
                outcomes.append(error)
        return outcomes

    def echo(self, person: Someone, data: Say) -> dict[str, str]:
        if data.text == "burst":
            raise ZeroDivisionError
        if data.room not in self.rooms:
            raise NotFound(room=data.room)
        return {"text": data.text}

    def typing(self, person: Someone, data: Say) -> Passing | None:
        if data.room not in self.rooms:
            raise NotFound
        others = tuple(key for key in self.rooms[data.room].first if key != person.id)
        return Passing({"type": "typing", "room": data.room}, others)

    def invalid(self, pairs: Collection[tuple[int, str]]) -> dict[Any, Refused]:
        return {
            pair: self.refused[pair[1]] for pair in pairs if pair[1] in self.refused
        }

    def wiring(self) -> Wiring:
        world = self

        class Boards:
            def pull(self, key: int, since: int | None) -> State:
                return world.state(key, since)

            def catch_up(
                self, person: Someone, stream: str, key: int, since: int | None
            ) -> State | Gone:
                if world.readers is not None and person.id not in world.readers:
                    return Gone(stream)
                return world.state(key, since)

        return Wiring(
            sign_in=self.sign_in,
            welcome=self.welcome,
            commands={
                "say": Command(Say, self.say, is_send=True),
                "echo": Command(Say, self.echo, is_read=True),
            },
            batches={
                "say": Batch(
                    self.say_many, self.say_waiting, lambda data: str(data.room)
                )
            },
            passing={"typing": (Say, self.typing)},
            logs={"room": self},
            states={"board": Boards()},
            sweep=Sweep(
                moved=lambda people, since: self.missed,
                invalid=self.invalid,
                now=lambda: NOW,
            ),
        )
