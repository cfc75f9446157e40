"""What moved lately and concerns these people: the repair of lost bells."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef

from chat import sweeping as chat
from groups.access import experts
from groups.models import Group, GroupKind, GroupMember
from groups.queues import queue_bell
from realtime.bells import Bell


def moved(people: Collection[int], since: datetime) -> Iterator[Bell]:
    """Bells for what chat tells, for queues and for ended memberships. Five queries."""
    yield from chat.moved(people, since)
    yield from _queues(people, since)
    yield from _removals(people, since)


def _queues(people: Collection[int], since: datetime) -> Iterator[Bell]:
    readers = experts().filter(user__in=people, group__queue_moved_at__gte=since)
    groups: dict[int, tuple[Group, list[int]]] = {}
    for one in readers.order_by("group_id", "user_id"):
        groups.setdefault(one.group_id, (one.group, []))[1].append(one.user_id)
    for group, to in groups.values():
        yield queue_bell(group, to=to)


def _removals(people: Collection[int], since: datetime) -> Iterator[Bell]:
    """Who was removed and has not come back."""
    again = experts().filter(user=OuterRef("user"), group=OuterRef("group"))
    ended = GroupMember.objects.filter(
        ~Exists(again),
        user__in=people,
        removed_at__gte=since,
        group__kind=GroupKind.EXPERT,
    )
    for one in ended.select_related("group").order_by("pk"):
        yield queue_bell(one.group, to=(), gone=[one.user_id])
