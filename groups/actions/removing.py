"""A member is taken out of a group."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.people import Person
from groups.access import experts, member_named, n_taken
from groups.actions.ending import end_membership
from groups.errors import NeedsAnExpert
from groups.experts import managed
from groups.models import Group, GroupKind
from lib.db import retrying


class Removed(NamedTuple):
    """`n_open` counts the questions that stay with an expert; none in a discussion."""

    n_open: int | None


@retrying
@transaction.atomic
def remove_member(*, by: Person, group_id: UUID, user_id: UUID) -> Removed:
    """End the reading of a member at once; an expert keeps what he has taken (S2-28).

    Safe to repeat: who was a member stays out. NotFound for a person who never was a
    member, NeedsAnExpert where nobody else would answer an expert group.
    """
    group = managed(by, group_id)
    user = member_named(group, user_id)
    is_expert = group.kind == GroupKind.EXPERT
    if is_expert and group.members.filter(removed_at=None, user=user).exists():
        _require_another(group, user)
    end_membership(group, user, by=by, verb="groups.member.removed")
    return Removed(n_taken(group, user) if is_expert else None)


def _require_another(group: Group, user: User) -> None:
    if not experts().filter(group=group).exclude(user=user).exists():
        raise NeedsAnExpert
