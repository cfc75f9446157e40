"""What moved lately and concerns these people: the repair of lost bells."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from chat import bells
from chat.models import Entry, Inbox, Participant
from realtime.bells import Bell


def moved(people: Collection[int], since: datetime) -> Iterator[Bell]:
    """Bells for logs, removals and inboxes that moved since then. Three queries."""
    yield from _logs(people, since)
    yield from _removals(people, since)
    yield from _inboxes(people, since)


def _logs(people: Collection[int], since: datetime) -> Iterator[Bell]:
    before = (
        Entry.objects.filter(conversation=OuterRef("conversation"), at__lt=since)
        .order_by("-seq")
        .values("seq")[:1]
    )
    rows = (
        Participant.objects.filter(
            user__in=people, left_seq=None, conversation__moved_at__gte=since
        )
        .filter(conversation__head__gt=0)
        .annotate(before=Coalesce(Subquery(before), 0))
        .order_by("conversation_id")
        .values_list(
            "conversation__uuid",
            "conversation_id",
            "before",
            "conversation__head",
            "user_id",
            "from_seq",
        )
    )
    to: dict[tuple[UUID, int, int, int], list[tuple[int, int]]] = {}
    for uuid, key, after, head, user_id, first in rows:
        to.setdefault((uuid, key, after, head), []).append((user_id, first))
    for (uuid, key, after, head), readers in to.items():
        yield Bell(bells.stream_of(uuid), key, after, head, tuple(readers))


def _removals(people: Collection[int], since: datetime) -> Iterator[Bell]:
    """Who was removed and has not come back."""
    again = Participant.objects.filter(
        user=OuterRef("user"), conversation=OuterRef("conversation"), left_seq=None
    )
    rows = (
        Participant.objects.filter(~Exists(again), user__in=people, left_at__gte=since)
        .order_by("left_seq")
        .values_list(
            "conversation__uuid",
            "conversation_id",
            "conversation__head",
            "user_id",
            F("left_seq") - 1,
        )
    )
    for uuid, key, head, user_id, upto in rows:
        yield Bell(bells.stream_of(uuid), key, head, head, gone=((user_id, upto),))


def _inboxes(people: Collection[int], since: datetime) -> Iterator[Bell]:
    rows = Inbox.objects.filter(pk__in=people, moved_at__gte=since)
    for person_id, version in rows.values_list("pk", "version"):
        yield bells.inbox_moved(person_id, version)
