"""What screens read of groups."""

from uuid import UUID

from accounts.people import Person
from groups import pictures
from groups.access import membership_for, present_members, queue_for
from groups.experts import KnownGroup, is_expert, known, known_to
from groups.models import GroupKind
from groups.question_schemas import QueueOut
from groups.queue_rows import ages, pending
from groups.schemas import AgeOut, AgesOut, AnyGroupOut, GroupsOut
from lib.errors import NotFound


def groups_of(person: Person, kind: GroupKind | None = None) -> GroupsOut:
    """Return the discussions of which `person` is a member, by name, then the expert
    groups of which he may know. Two and four queries.
    """
    items: list[AnyGroupOut] = []
    if kind in {None, GroupKind.DISCUSSION}:
        mine = present_members().filter(
            user_id=person.id, group__kind=GroupKind.DISCUSSION
        )
        items += pictures.discussions(mine.order_by("group__name", "id"))
    if kind in {None, GroupKind.EXPERT}:
        found = known_to(person).select_related("organisation")
        items += pictures.expert_groups(list(found.order_by("name", "pk")))
    return GroupsOut(items=items)


def group_detail(person: Person, group_id: UUID) -> AnyGroupOut:
    """Return the group as `person` sees it; else NotFound. Four queries."""
    if is_expert(group_id):
        return pictures.expert_groups([known(person, group_id)])[0]
    return pictures.discussions([membership_for(person, group_id)])[0]


def queue_of(person: Person, group_id: UUID) -> QueueOut | AgesOut:
    """Return the pending questions, the oldest first: to members what they ask.

    An administrator who is no member learns since when they wait, and nothing else.
    """
    try:
        group = queue_for(person, group_id)
    except NotFound:
        return _ages(known(person, group_id))
    items = pending(group.pk)
    # Asked again after the rows: who was removed before a question came gets none.
    queue_for(person, group_id)
    return QueueOut(version=group.queue_version, items=items)


def _ages(group: KnownGroup) -> AgesOut:
    if not group.is_administrator:
        raise NotFound
    return AgesOut(
        version=group.queue_version,
        items=[AgeOut(asked_at=asked_at) for asked_at in ages(group.pk)],
    )
