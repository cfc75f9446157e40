"""Which conversations a list holds, and in which order; pages follow by cursors."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Case, DateTimeField, F, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Now

from accounts.people import Person
from chat import access, rows
from chat.inbox_schemas import InboxFilter
from chat.models import Kind, Participant
from lib.errors import InvalidRequest
from lib.prepared import Slot
from lib.text import fold

# What a database takes for a key; a cursor comes from outside.
KEY_MAX: Final = 2**63 - 1
EVERYTHING: Final = Q()
# All of his are read and sorted. By the index of times PostgreSQL would walk through
# everybody's conversations, until by chance it has met enough of his.
_LAST_MOVED: Final = Coalesce("conversation__moved_at", "conversation__moved_at").desc()
# Of a cursor: nothing of the row is unread.
NONE: Final = "-"


class Key(NamedTuple):
    """Where a row stands. `waits_since`: where the order asks for it."""

    participant: int
    moved_at: datetime
    conversation: int
    waits_since: datetime | None = None


def keys(person: Person, wanted: InboxFilter, within: Q = EVERYTHING) -> list[Key]:
    """Return where the rows of one page stand, and the one after it. One query."""
    found = _ordered(_matching(person, wanted).filter(within), wanted)
    names = ["pk", "conversation__moved_at", "conversation_id"]
    if wanted.sort != "newest":
        names.append("waits_since")
    return [Key(*row) for row in found.values_list(*names)[: wanted.limit + 1]]


def is_listed(person_key: int | Slot) -> Q:
    """An empty private conversation is listed only for who opened it."""
    return Q(conversation__head__gt=0) | Q(conversation__created_by=person_key)


def is_archived() -> Q:
    """For rows of Participant: put away at the head that the conversation still has."""
    return Q(archived_head__isnull=False, archived_head=F("conversation__head"))


def _matching(person: Person, wanted: InboxFilter) -> QuerySet[Participant]:
    found = access.participations(person).filter(is_listed(person.id))
    if wanted.kind:
        found = found.filter(conversation__kind__in=wanted.kind)
    if wanted.state:
        found = found.filter(conversation__state__in=wanted.state)
    if wanted.mine:
        asked = Q(conversation__kind=Kind.QUESTION, conversation__created_by=person.id)
        found = found.exclude(asked)
    if wanted.unread:
        found = found.filter(rows.is_unread())
    if wanted.muted:
        found = found.filter(muted_until__gt=Now())
    found = _searched(found, wanted.q) if wanted.q.strip() else found
    return _archived(found, wanted)


def _searched(found: QuerySet[Participant], q: str) -> QuerySet[Participant]:
    """Each word asked begins a word of the title (S2-10)."""
    words = fold(q).split()
    for word in words:
        found = found.filter(title_words__contains=f" {word}")
    return found if words else found.none()


def _archived(
    found: QuerySet[Participant], wanted: InboxFilter
) -> QuerySet[Participant]:
    if wanted.archived is None and wanted.q.strip():
        return found
    return found.filter(is_archived() if wanted.archived else ~is_archived())


def _ordered(found: QuerySet[Participant], wanted: InboxFilter) -> QuerySet[Any, Any]:
    """Put them in the order asked, those after the cursor."""
    start = _position(wanted) if wanted.cursor else None
    latest = (_LAST_MOVED, "-conversation_id")
    if wanted.sort == "newest":
        found = found.order_by(*latest)
        return found.filter(_is_older(start)) if start else found
    waiting = found.annotate(waits_since=_waits_since())
    if wanted.sort == "unread":
        waiting = waiting.annotate(
            is_calm=Case(When(waits_since=None, then=1), default=0)
        ).order_by("is_calm", *latest)
    else:
        first = F("waits_since").asc(nulls_last=True)
        waiting = waiting.order_by(first, *latest)
    return waiting.filter(_is_after(start, wanted)) if start else waiting


def _waits_since() -> Case:
    """The time of the first unread message. The head spares most rows the look."""
    first = rows.unread_messages().order_by("seq").values("at")[:1]
    return Case(
        When(conversation__head__gt=F("read_seq"), then=Subquery(first)),
        output_field=DateTimeField(),
    )


def _is_older(start: Key) -> Q:
    return Q(conversation__moved_at__lt=start.moved_at) | Q(
        conversation__moved_at=start.moved_at, conversation_id__lt=start.conversation
    )


def _is_after(start: Key, wanted: InboxFilter) -> Q:
    if start.waits_since is None:
        return Q(_is_older(start), waits_since=None)
    if wanted.sort == "unread":
        return Q(_is_older(start)) | Q(waits_since=None)
    since = start.waits_since
    same = Q(_is_older(start), waits_since=since)
    return Q(waits_since__gt=since) | same | Q(waits_since=None)


def cursor(key: Key) -> str:
    since = key.waits_since.isoformat() if key.waits_since else NONE
    parts = f"{key.moved_at.isoformat()} {key.conversation} {since}"
    return urlsafe_b64encode(parts.encode()).decode()


def _position(wanted: InboxFilter) -> Key:
    """Read a cursor; InvalidRequest where it is none of ours."""
    try:
        parts = urlsafe_b64decode(wanted.cursor.encode()).decode().split(" ")
        moved_at, conversation, since = parts
        key = int(conversation)
        if not 0 < key <= KEY_MAX:
            raise ValueError
        return Key(0, _time(moved_at), key, None if since == NONE else _time(since))
    except (ValueError, OverflowError):
        raise InvalidRequest(field="cursor") from None


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.utcoffset() is None:
        raise ValueError
    return time.astimezone(UTC)
