"""How this app's streams are read: the log of a conversation, the state of an inbox."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.people import Person
from chat import access, timeline
from chat.bells import INBOX, PREFIX, stream_of
from chat.lines import Line, encode, wire_time
from chat.models import Draft, Inbox, Participant
from chat.schemas import ENTRIES_MAX
from chat.timeline import Range
from lib.errors import NotFound
from lib.prepared import Prepared, Slot
from realtime.contract import Entries, Gone, Part, Stale, State


def uuid_in(stream: str) -> UUID | None:
    """The conversation that a stream names; None where the name is not well formed.

    One spelling only: another one of the same id would be another stream.
    """
    try:
        uuid = UUID(stream.removeprefix(PREFIX))
    except ValueError:
        return None
    return uuid if stream == stream_of(uuid) else None


class ConversationLog:
    """`conversation:<uuid>`: every entry counts, in order."""

    def pull(self, parts: Sequence[Part]) -> list[tuple[Line, ...]]:
        """All entries of each part, for readers of every interval. One query."""
        found = timeline.read([Range(*part) for part in parts])
        return [tuple(found[part.key]) for part in parts]

    def catch_up(
        self, person: Person, stream: str, after: int | None
    ) -> Entries | Gone | Stale:
        """What one person may read after `after`, by his interval now. Two queries."""
        uuid = uuid_in(stream)
        try:
            if uuid is None:
                return Gone(stream)
            participation = access.participation_for(person, uuid)
        except NotFound:
            return Gone(stream)
        head = participation.conversation.head
        wanted = span(
            participation.conversation_id, participation.from_seq, head, after
        )
        if wanted is None:
            return Stale(stream, head)
        return handed(stream, participation.from_seq, wanted, timeline.read([wanted]))

    def encode(
        self, items: Sequence[Line], reader_kind: str
    ) -> list[Mapping[str, Any]]:
        return [encode(line, reader_kind) for line in items]


def span(key: int, first: int, head: int, after: int | None) -> Range | None:
    """What lies between a client's position and the head; None where it is stale.

    Without a position, or with one from before this interval, all of the interval.
    """
    low = max(after if after is not None else 0, first - 1)
    if low > head or head - low > ENTRIES_MAX:
        return None
    return Range(key, low, head)


def handed(
    stream: str, first: int, wanted: Range, found: Mapping[int, Sequence[Line]]
) -> Entries:
    return Entries(
        stream,
        wanted.after,
        wanted.upto,
        tuple(found[wanted.conversation_key]),
        start=wanted.after == first - 1,
    )


ROW: Final = (
    "conversation__uuid",
    "read_seq",
    "received_seq",
    "archived_head",
    "muted_until",
    "draft_at",
    "left_seq",
)


class InboxState:
    """`inbox:me`: what entries cannot tell. A row that is not listed has no news."""

    def pull(self, key: int, since: int | None) -> State:
        """Rows that changed after a version, or all that ever did. Two queries.

        The version is read before its rows: a row may be newer, and then comes again.
        """
        version = self.version(key)
        base = None if since is None or since > version else since
        put: list[Mapping[str, Any]] = []
        drop: dict[str, None] = {}
        for *row, left_seq in _changed.rows(person=key, since=base or 0):
            if left_seq is None:
                put.append(_row(*row))
            elif base is not None:
                drop[str(row[0])] = None
        return State(INBOX, version, base, tuple(put), tuple(drop))

    def catch_up(
        self, person: Person, stream: str, key: int, since: int | None
    ) -> State:
        """Everybody reads his own inbox."""
        return self.pull(person.id, since)

    def version(self, key: int) -> int:
        return next((version for (version,) in _VERSION.rows(person=key)), 0)


_VERSION: Final = Prepared(
    lambda: Inbox.objects.filter(pk=Slot("person")).values_list("version")
)


@Prepared
def _changed() -> QuerySet[Participant, Any]:
    """Present rows above a version, and ended ones without a present one."""
    draft = Draft.objects.filter(
        user=OuterRef("user"), conversation=OuterRef("conversation")
    ).exclude(text="")
    again = Participant.objects.filter(
        user=OuterRef("user"), conversation=OuterRef("conversation"), left_seq=None
    )
    return (
        Participant.objects.filter(
            user_id=Slot("person"), inbox_version__gt=Slot("since")
        )
        .filter(Q(left_seq=None) | ~Exists(again))
        .annotate(draft_at=Subquery(draft.values("saved_at")))
        .order_by("inbox_version", "pk")
        .values_list(*ROW)
    )


def _row(
    uuid: UUID, read: int, received: int, archived_head: Any, muted: Any, draft_at: Any
) -> dict[str, Any]:
    return {
        "conversation": str(uuid),
        "read": read,
        "received": received,
        "archived_head": archived_head,
        "muted_until": muted and wire_time(muted),
        "draft_at": draft_at and wire_time(draft_at),
    }
