"""Who may see and change a group; the only fetchers of this app."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import organisations_of, patients_of, present_practitioners
from accounts.errors import NotAPractitioner
from accounts.models import User
from accounts.people import Person
from chat.access import locked
from groups.errors import NotAManager
from groups.models import Group, GroupMember
from lib.errors import NotFound


def present_members() -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(
        removed_at=None, group__archived_at=None
    ).select_related("group__conversation")


def membership_for(
    person: Person, group_id: UUID, *, lock: bool = False
) -> GroupMember:
    """Return what `person` is in this group now; else NotFound.

    `lock` takes the conversation, then the group, and reads again under both: a removal
    that commits in between wins. The group then holds the locked conversation.
    """
    found = _membership(person.id, group_id)
    if lock:
        locked_group = lock_group(found.group)
        found = _membership(person.id, group_id)
        found.group = locked_group
    return found


def _membership(user_id: int, group_id: UUID) -> GroupMember:
    found = present_members().filter(user_id=user_id, group__uuid=group_id).first()
    if found is None:
        raise NotFound
    return found


def lock_group(group: Group) -> Group:
    """Lock the group's conversation, then the group. Authorises nothing."""
    conversation = locked(group.discussion.pk)
    group = Group.objects.select_for_update().get(pk=group.pk)
    group.conversation = conversation
    return group


def managed_by(person: Person, group_id: UUID) -> Group:
    """Return the group, locked, if `person` manages it now."""
    membership = membership_for(person, group_id, lock=True)
    if not membership.is_manager:
        raise NotAManager
    return membership.group


def member_named(group: Group, user_id: UUID) -> User:
    """Return who is or was a member of the group; else NotFound."""
    members = group.members.filter(user__uuid=user_id)
    found = members.select_related("user").first()
    if found is None:
        raise NotFound
    return found.user


def departed_members(user_ids: Collection[int]) -> QuerySet[GroupMember]:
    """Members who no longer are practitioners where they were when they joined."""
    standing = present_practitioners().filter(
        user=OuterRef("user"), organisation=OuterRef("organisation")
    )
    members = present_members().filter(~Exists(standing), user__in=user_ids)
    # Lock order: conversations by id.
    return members.select_related("user").order_by("group__conversation", "id")


class Candidate(NamedTuple):
    """Who may become a member, and the organisations he shares with who names him."""

    user: User
    organisations: frozenset[int]


def practitioners_for(person: Person, user_ids: Iterable[UUID]) -> list[Candidate]:
    """Return these colleagues of `person`, each once, in the order given.

    NotFound for whoever `person` may not know, NotAPractitioner for his organisations'
    patients (S2-05). Two queries at most.
    """
    wanted = dict.fromkeys(user_ids)
    memberships = (
        present_practitioners()
        .filter(
            user__uuid__in=wanted,
            user__is_active=True,
            organisation__in=organisations_of(person),
        )
        .select_related("user")
    )
    users: dict[UUID, User] = {}
    shared: dict[UUID, set[int]] = defaultdict(set)
    for membership in memberships:
        users[membership.user.uuid] = membership.user
        shared[membership.user.uuid].add(membership.organisation_id)
    if missing := wanted.keys() - users.keys():
        raise _refusal(person, missing)
    return [Candidate(users[uuid], frozenset(shared[uuid])) for uuid in wanted]


def _refusal(person: Person, missing: Collection[UUID]) -> NotFound | NotAPractitioner:
    patients = patients_of(person).filter(user__uuid__in=missing)
    known = patients.values("user_id").distinct().count()
    return NotAPractitioner() if known == len(missing) else NotFound()
