"""A conversation as one person sees it, for lists and for its own page.

Bounded: two queries for any number of rows.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.lookups import IsNull

from accounts.access import present_practitioners
from accounts.models import Membership
from accounts.people import Person
from chat import access, timeline
from chat.lines import Line, encode
from chat.models import Draft, Entry, EntryKind, Kind, Participant
from chat.row_schemas import Other, Row
from chat.schemas import UNREAD_MAX, Item
from chat.timeline import Range
from lib.prepared import Many, Prepared, Slot


class CountUpTo(Subquery):
    """How many rows a subquery has; it stops by its own limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


FIELDS: Final = (
    "pk",
    "conversation_id",
    "conversation__uuid",
    "conversation__kind",
    "conversation__title",
    "conversation__state",
    "conversation__head",
    "conversation__moved_at",
    "from_seq",
    "read_seq",
    "received_seq",
    "archived_head",
    "muted_until",
    "unread",
    "unread_at",
    "draft_at",
    "name_of_the_other",
    "other_id",
    "other_read",
    "other_received",
    "other_specialty",
    "can_write",
)


def read(person: Person, keys: Collection[int]) -> list[Row]:
    """Return those of these intervals that are his and present, in the order named.

    Two queries.
    """
    rows = _shown.rows(person=person.id, keys=keys)
    found = {row[0]: dict(zip(FIELDS, row, strict=True)) for row in rows}
    ordered = [found[key] for key in keys if key in found]
    last = _last_lines(ordered)
    kind = person.reader_kind
    return [_row(row, last.get(row["conversation_id"]), kind) for row in ordered]


@Prepared
def _shown() -> QuerySet[Participant, Any]:
    return (
        access.participations_of(Slot("person"))
        .filter(pk__in=Many("keys"))
        .annotate(
            unread=CountUpTo(unread_messages().values("seq")[:UNREAD_MAX]),
            unread_at=Subquery(unread_messages().order_by("seq").values("at")[:1]),
            draft_at=Subquery(_drafts().values("saved_at")),
            name_of_the_other=_of_the_other("user__display_name"),
            other_id=_of_the_other("user__uuid"),
            other_read=_of_the_other("read_seq"),
            other_received=_of_the_other("received_seq"),
            other_specialty=Subquery(_memberships_there().values("specialty")[:1]),
            can_write=_can_write(),
        )
        .values_list(*FIELDS)
    )


def unread_messages() -> QuerySet[Entry]:
    """Others' messages after the cursor and within the interval: one index range."""
    return (
        Entry.objects.filter(
            conversation=OuterRef("conversation"),
            kind=EntryKind.MESSAGE,
            seq__gt=OuterRef("read_seq"),
            seq__gte=OuterRef("from_seq"),
        )
        .exclude(author=OuterRef("user"))
        .order_by()
    )


def is_unread() -> Q:
    """For rows of Participant. The head spares most of them the look at the log.

    One entry is looked for in each of the others: as EXISTS, PostgreSQL would read the
    whole log of everybody at once.
    """
    first = Subquery(unread_messages().values("seq")[:1])
    return Q(conversation__head__gt=F("read_seq")) & Q(IsNull(first, False))


def _last_lines(found: Sequence[Mapping[str, Any]]) -> dict[int, Line]:
    """Return the entry at each head, where there is one to see. One query."""
    ranges = [
        Range(row["conversation_id"], head - 1, head)
        for row in found
        if (head := row["conversation__head"]) >= row["from_seq"]
    ]
    return {key: lines[0] for key, lines in timeline.read(ranges).items() if lines}


def _drafts() -> QuerySet[Draft]:
    return Draft.objects.filter(
        user=OuterRef("user"), conversation=OuterRef("conversation")
    ).exclude(text="")


def _of_the_other(field: str) -> Subquery:
    """In a private conversation, of him whose name is its title (S2-29)."""
    other = Participant.objects.filter(
        conversation=OuterRef("conversation"), conversation__kind=Kind.PRIVATE
    ).exclude(user=OuterRef("user"))
    return Subquery(other.values(field)[:1])


def _memberships_there() -> QuerySet[Membership]:
    """What the others who take part practise; asked of a private conversation only."""
    return (
        present_practitioners()
        .filter(user__participations__conversation=OuterRef("conversation"))
        .exclude(user=OuterRef("user"))
    )


def _can_write() -> Case:
    return Case(
        When(~Q(conversation__state__in=access.WRITABLE), then=Value(value=False)),
        When(conversation__kind=Kind.PRIVATE, then=access.is_shared()),
        default=Value(value=True),
        output_field=BooleanField(),
    )


def _row(row: Mapping[str, Any], last: Line | None, reader_kind: str) -> Row:
    head, kept = row["conversation__head"], row["archived_head"]
    return Row(
        id=row["conversation__uuid"],
        kind=row["conversation__kind"],
        title=row["conversation__title"] or row["name_of_the_other"] or "",
        state=row["conversation__state"],
        can_write=row["can_write"],
        head=head,
        first=row["from_seq"],
        last=last and item(last, reader_kind),
        unread=row["unread"],
        unread_at=row["unread_at"],
        read=row["read_seq"],
        received=row["received_seq"],
        archived_head=kept,
        archived=kept == head,
        muted_until=row["muted_until"],
        draft_at=row["draft_at"],
        moved_at=row["conversation__moved_at"],
        other=_other(row),
    )


def _other(row: Mapping[str, Any]) -> Other | None:
    if row["other_id"] is None:
        return None
    return Other(
        id=row["other_id"],
        specialty=row["other_specialty"] or "",
        read=row["other_read"],
        received=row["other_received"],
    )


def item(line: Line, reader_kind: str) -> Item:
    return Item.model_validate(encode(line, reader_kind))
