"""What the pipe must be told: the types of the tables in `config/wiring.py`.

The pipe knows no clinical word. It knows people by their integer key, commands by name,
and streams by their prefix.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from pydantic import BaseModel

from lib.errors import DomainError
from realtime.bells import Bell, Passing


class Person(Protocol):
    """Who is on the line, as the sign-in function made it."""

    @property
    def id(self) -> int: ...
    @property
    def uuid(self) -> UUID: ...
    @property
    def organisations(self) -> tuple[int, ...]:
        """Every organisation whose bells concern him."""
        ...

    @property
    def reader_kind(self) -> str:
        """Readers of one kind get the same bytes."""
        ...

    @property
    def session_key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a connection shows: a browser's session cookie or an app's session token."""

    session_key: str
    is_app: bool


class Refused(Exception):
    """The person may not stay. `code` is the socket's close code, 44xx."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it takes, what does it. `handle` is sync, one unit of work."""

    schema: type[BaseModel]
    handle: Callable[[Any, Any], BaseModel | Mapping[str, Any] | None]
    # Only reads; on SQLite it needs no turn of the one writer.
    is_read: bool = False
    # Durable sends are limited per person and minute.
    is_send: bool = False


class Skipped:
    """A batch left this item out."""


# Another transaction holds its conversation now.
SKIPPED = Skipped()
# It is not to be written together with others.
ALONE = Skipped()


Write = Callable[
    [Sequence[tuple[Any, Any]]], Sequence[BaseModel | DomainError | Skipped]
]


@dataclass(frozen=True, slots=True)
class Batch:
    """A command whose waiting requests are written together, in one transaction.

    `write` gets (person, data) pairs in order of arrival and returns as many outcomes
    in the same order: what to reply, the refusal, SKIPPED or ALONE. `lane` names what
    must stay in order. What was skipped too often opens its lane: requests of the lane
    wait there and are written together by `write_waiting`, which waits for the lock;
    what it leaves out runs by itself.
    """

    write: Write
    write_waiting: Write
    lane: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Entries:
    """A part of a log: (after, upto] in order. `start`: it begins here."""

    stream: str
    after: int
    upto: int
    items: tuple[Any, ...]
    start: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A state: its changes since a version, or the whole where `since` is None."""

    stream: str
    version: int
    since: int | None
    put: tuple[Mapping[str, Any], ...]
    drop: tuple[str, ...] = ()
    # Who may read this, asked after its rows were read; None: whom the bells named.
    readers: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    stream: str


@dataclass(frozen=True, slots=True)
class Stale:
    stream: str
    head: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands in a log when he connects: for the hub's bounds."""

    stream: str
    key: int
    first: int
    head: int


@dataclass(frozen=True, slots=True)
class Welcome:
    """The answer to a hello: what the person missed, never partly.

    `me` goes into the reply. `frames` in order: entries, state, gone, stale.
    `standings`: the logs that the client named and may read, and those whose heads are
    told. `heads`: logs that the client did not name and that moved.
    """

    me: Mapping[str, Any]
    epoch: str
    at: datetime
    frames: tuple[Entries | State | Gone | Stale, ...]
    standings: tuple[Standing, ...]
    heads: Mapping[str, int]


class Part(NamedTuple):
    """(after, upto] of one log."""

    key: int
    after: int
    upto: int


class Log(Protocol):
    """How a log stream is read. Every function is sync, one unit of work, read only."""

    def pull(self, parts: Sequence[Part]) -> Sequence[tuple[Any, ...]]:
        """All entries of each part; the hub applies each reader's bounds."""
        ...

    def catch_up(
        self, person: Any, stream: str, after: int | None
    ) -> Entries | Gone | Stale:
        """What one person may read after `after`, by his rights now."""
        ...

    def encode(self, items: Sequence[Any], reader_kind: str) -> list[Mapping[str, Any]]:
        """The wire form of entries for one kind of reader. Pure."""
        ...


class StateStream(Protocol):
    """How a state stream is read."""

    def pull(self, key: int, since: int | None) -> State:
        """Changes since a version; the whole where `since` is None or cannot tell.

        The same for every reader of the stream; `key` as in the bell.
        """
        ...

    def catch_up(
        self, person: Any, stream: str, key: int, since: int | None
    ) -> State | Gone:
        """The same for one person, by his rights now."""
        ...


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a process asks every few seconds. Sync, read only, one query each.

    `moved` returns bells for what moved since `since` and concerns these people (the
    removed included, as `gone`). `after` of a log's bell is its head before `since`.
    """

    moved: Callable[[Collection[int], datetime], Iterable[Bell]]
    # Of these (person id, session key), those that may not stay any more.
    invalid: Callable[[Collection[tuple[int, str]]], Mapping[tuple[int, str], Refused]]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Wiring:
    """All that the server can be told."""

    sign_in: Callable[[Credentials], Any]
    welcome: Callable[[Any, Any], Welcome]
    commands: Mapping[str, Command]
    sweep: Sweep
    batches: Mapping[str, Batch] = field(default_factory=dict)
    # Frames that pass: sync, read only, may return None for "nobody".
    passing: Mapping[
        str, tuple[type[BaseModel], Callable[[Any, Any], Passing | None]]
    ] = field(default_factory=dict)
    logs: Mapping[str, Log] = field(default_factory=dict)
    states: Mapping[str, StateStream] = field(default_factory=dict)
