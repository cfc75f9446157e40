"""The only writer of entries, and their reader.

    lock the conversation -> allocate: head + n, database time -> insert -> a notice

A seq is allocated under the conversation's row lock in the transaction that writes its
entry: 1, 2, 3 ... without a gap, in the order in which they become visible.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, UUIDField

from chat.lines import Line
from chat.models import Conversation, Entry, EntryKind
from lib import db
from lib.prepared import Prepared, Slot
from lib.statements import Answer, ask, table, together
from push.models import NoticeKind
from push.notices import ask_note

CONVERSATIONS: Final = Conversation._meta.db_table
ENTRIES: Final = Entry._meta.db_table
_CLIENT_ID: Final = UUIDField()


class Someone(Protocol):
    """A Person or a User."""

    @property
    def id(self) -> int: ...


class Fact(NamedTuple):
    """An entry before it has a number."""

    kind: str
    author_id: int | None
    data: Mapping[str, Any]
    client_id: UUID | None = None
    target: int | None = None
    for_record_id: int | None = None


class Range(NamedTuple):
    """(after, upto] of one conversation."""

    conversation_key: int
    after: int
    upto: int


def append(
    conversation: Conversation,
    kind: str,
    author: Someone | None,
    *,
    client_id: UUID | None = None,
    target: int | None = None,
    for_record_id: int | None = None,
    **data: Any,
) -> Entry:
    """Write one entry to a conversation that the caller has locked. Two queries.

    `conversation.head` and `.moved_at` are then what the database has.
    """
    author_id = author.id if author else None
    fact = Fact(kind, author_id, data, client_id, target, for_record_id)
    return append_all([(conversation, [fact])])[conversation.pk][0]


def append_all(
    wanted: Sequence[tuple[Conversation, Sequence[Fact]]],
) -> dict[int, list[Entry]]:
    """Write entries, in order, to conversations that the caller locked. Two queries.

    An entry is known by its conversation and seq: what is returned has no `pk`.
    """
    with together():
        heads = _allocate(wanted)
        _insert(wanted)
        _note(wanted)
    by_key = {conversation.pk: conversation for conversation, _ in wanted}
    for key, head, moved_at in heads.rows():
        by_key[key].head = head
        by_key[key].moved_at = db.as_time(moved_at)
    return {
        conversation.pk: list(_numbered(conversation, facts))
        for conversation, facts in wanted
    }


def _numbered(conversation: Conversation, facts: Sequence[Fact]) -> Iterable[Entry]:
    """The entries as they were written."""
    first = conversation.head - len(facts) + 1
    for seq, fact in enumerate(facts, first):
        yield Entry(
            conversation=conversation,
            seq=seq,
            at=conversation.moved_at,
            **fact._asdict(),
        )


def _allocate(wanted: Sequence[tuple[Conversation, Sequence[Fact]]]) -> Answer:
    """Move the heads in one statement; time never goes back within a conversation.

    Answers (id, head, moved_at) of each.
    """
    steps = [(conversation.pk, len(facts)) for conversation, facts in wanted]
    rows, params = table(("bigint", "bigint"), steps)
    return ask(
        f"WITH step(key, n) AS ({rows})"  # noqa: S608
        f" UPDATE {CONVERSATIONS} SET head = head + step.n,"
        f" moved_at = {db.latest()}(moved_at, {db.clock()})"
        " FROM step WHERE id = step.key RETURNING id, head, moved_at",
        params,
    )


# Of an entry, and of what PostgreSQL takes them from.
COLUMNS: Final = {
    "kind": "text",
    "author_id": "bigint",
    "data": "jsonb",
    "client_id": "uuid",
    "target": "bigint",
    "for_record_id": "bigint",
}


def _insert(wanted: Sequence[tuple[Conversation, Sequence[Fact]]]) -> None:
    """Write entries under the last numbers and at the time of their conversations."""
    facts = [
        (conversation.pk, len(facts) - 1 - place, *_stored(fact))
        for conversation, facts in wanted
        for place, fact in enumerate(facts)
    ]
    rows, params = table(("bigint", "bigint", *COLUMNS.values()), facts)
    names, theirs = ", ".join(COLUMNS), ", ".join(f"fact.{name}" for name in COLUMNS)
    ask(
        f"WITH fact(key, below, {names}) AS ({rows})"  # noqa: S608
        f" INSERT INTO {ENTRIES} (conversation_id, seq, at, {names})"
        f" SELECT one.id, one.head - fact.below, one.moved_at, {theirs}"
        f" FROM fact JOIN {CONVERSATIONS} one ON one.id = fact.key"
        " ORDER BY fact.key, fact.below DESC",
        params,
    )


def _note(wanted: Sequence[tuple[Conversation, Sequence[Fact]]]) -> None:
    """People who are away are told of messages, and of nothing else that happens."""
    steps = [
        (conversation.pk, len(facts))
        for conversation, facts in wanted
        if any(fact.kind == EntryKind.MESSAGE for fact in facts)
    ]
    if not steps:
        return
    given, params = table(("bigint", "bigint"), steps)
    ask_note(
        NoticeKind.MESSAGE,
        f"step(key, n) AS ({given})",
        "SELECT one.uuid AS subject, one.id AS key,"  # noqa: S608
        " one.head - step.n + 1 AS first,"
        f" one.head AS upto FROM step JOIN {CONVERSATIONS} one ON one.id = step.key",
        params,
    )


def _stored(fact: Fact) -> Iterable[Any]:
    """A fact's columns, as the driver takes them."""
    values = fact._asdict() | {
        "data": json.dumps(fact.data),
        "client_id": _CLIENT_ID.get_db_prep_value(fact.client_id, connection),
    }
    return (values[name] for name in COLUMNS)


def read(ranges: Sequence[Range]) -> dict[int, list[Line]]:
    """Return the entries of these ranges in order. One query."""
    found: dict[int, list[Line]] = {key: [] for key, _, _ in ranges}
    if not ranges:
        return found
    wanted, params = table(("bigint", "bigint", "bigint"), ranges)
    for key, *columns in ask(_within().format(wanted=wanted), params).rows():
        found[key].append(_read(columns))
    return found


@cache
def _within() -> str:
    """The entries of what stands for `wanted`. CROSS: SQLite begins with the ranges."""
    authors = Entry._meta.get_field("author").related_model._meta.db_table
    return (
        "WITH part(key, low, high) AS ({wanted})"  # noqa: S608
        " SELECT one.conversation_id, one.seq, one.kind, one.at,"
        " author.uuid, author.display_name, one.for_record_id, one.client_id, one.data,"
        f" EXISTS (SELECT 1 FROM {ENTRIES} back"
        " WHERE back.conversation_id = one.conversation_id AND back.target = one.seq"
        f" AND back.kind = '{EntryKind.RETRACTED}')"
        f" FROM part CROSS JOIN {ENTRIES} one"
        f" LEFT JOIN {authors} author ON author.id = one.author_id"
        " WHERE one.conversation_id = part.key"
        " AND one.seq > part.low AND one.seq <= part.high"
        " ORDER BY one.conversation_id, one.seq"
    )


def _read(row: Sequence[Any]) -> Line:
    """A row as its driver hands it over; a retracted message keeps no data."""
    seq, kind, at, author, name, record, client_id, data, is_retracted = row
    return Line(
        seq,
        kind,
        db.as_time(at),
        db.as_uuid(author),
        name or "",
        record is not None,
        db.as_uuid(client_id),
        {} if is_retracted else json.loads(data),
    )


def was_taken_back() -> Exists:
    """For rows of Entry: its author took it back."""
    return Exists(
        Entry.objects.filter(
            conversation=OuterRef("conversation"),
            target=OuterRef("seq"),
            kind=EntryKind.RETRACTED,
        )
    )


def texts_of(conversation: OuterRef, author: OuterRef) -> QuerySet[Entry]:
    """What somebody wrote in a log and did not take back, in order."""
    texts = Entry.objects.filter(
        ~was_taken_back(),
        conversation=conversation,
        author=author,
        kind=EntryKind.MESSAGE,
    )
    return texts.order_by("seq")


def facts_of(conversation_key: int, kind: EntryKind) -> QuerySet[Entry]:
    """What happened of this kind in a log, the latest first."""
    return Entry.objects.filter(conversation=conversation_key, kind=kind).order_by(
        "-seq"
    )


def entry_at(conversation_key: int, seq: int) -> Entry:
    return Entry.objects.get(conversation=conversation_key, seq=seq)


def intended(author_id: int, client_id: UUID | None) -> Entry | None:
    """Return the entry to which its author's device gave this name. One query."""
    return _INTENDED.first(author=author_id, name=client_id)


_INTENDED: Final = Prepared(
    lambda: Entry.objects.filter(
        author=Slot("author"), client_id=Slot("name", UUIDField())
    ).select_related("conversation")
)


class Named(Protocol):
    """A Person, or what else knows how its author is called."""

    @property
    def uuid(self) -> UUID: ...
    @property
    def name(self) -> str: ...


def line(entry: Entry, author: Named) -> Line:
    """The line of an entry that was just written, without a query."""
    return Line(
        entry.seq,
        entry.kind,
        entry.at,
        author.uuid,
        author.name,
        entry.for_record_id is not None,
        entry.client_id,
        entry.data,
    )
