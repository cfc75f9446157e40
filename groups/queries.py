"""What screens read of groups."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from accounts.people import Person
from groups.access import membership_for, present_members
from groups.models import Group, GroupKind, GroupMember
from groups.schemas import GroupOut, GroupsOut, MemberOut


def groups_of(person: Person, kind: GroupKind | None = None) -> GroupsOut:
    """Return the groups of which `person` is a member, by name. Two queries."""
    mine = present_members().filter(user_id=person.id).order_by("group__name", "id")
    if kind:
        mine = mine.filter(group__kind=kind)
    return GroupsOut(items=_pictures(mine))


def group_detail(person: Person, group_id: UUID) -> GroupOut:
    """Return the group as its member `person` sees it; else NotFound. Three queries."""
    mine = membership_for(person, group_id)
    return _pictures([mine])[0]


def _pictures(mine: Iterable[GroupMember]) -> list[GroupOut]:
    memberships = list(mine)
    members = _members_of([one.group_id for one in memberships])
    return [_picture(one.group, one, members[one.group_id]) for one in memberships]


def _picture(group: Group, mine: GroupMember, members: list[MemberOut]) -> GroupOut:
    return GroupOut(
        id=group.uuid,
        kind=group.kind,
        name=group.name,
        conversation=group.discussion.uuid,
        is_history_shared=group.is_history_shared,
        is_manager=mine.is_manager,
        members=members,
    )


def _members_of(group_ids: list[int]) -> dict[int, list[MemberOut]]:
    """Managers first, then by name. One query."""
    rows = (
        present_members()
        .filter(
            group__in=group_ids,
            user__memberships__organisation=F("organisation"),
            user__memberships__ended_at=None,
        )
        .order_by("-is_manager", "user__last_name", "user__first_name", "id")
        .values_list(
            "group_id",
            "user__uuid",
            "user__display_name",
            "user__memberships__title",
            "user__memberships__specialty",
            "is_manager",
        )
    )
    members = defaultdict(list)
    for group_id, uuid, name, title, specialty, is_manager in rows:
        members[group_id].append(
            MemberOut(
                id=uuid,
                name=name,
                title=title,
                specialty=specialty,
                is_manager=is_manager,
            )
        )
    return members
