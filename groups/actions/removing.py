"""A member is taken out of a group."""

from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.people import Person
from groups.access import experts, member_named, n_taken
from groups.actions.ending import end_membership
from groups.actions.transferring import hold_taken, transfer
from groups.errors import NeedsAnExpert
from groups.experts import is_expert, managed
from groups.leftovers import Grown
from groups.models import Group, GroupKind
from lib.db import retrying
from lib.errors import InvalidRequest, Unavailable

# Each time that he takes a question while those that he has are being locked.
LOOKS: Final = 4


class Removed(NamedTuple):
    """`n_open` counts the questions that stay with an expert; none in a discussion."""

    n_open: int | None


def remove_member(
    *, by: Person, group_id: UUID, user_id: UUID, transfer_to: UUID | None = None
) -> Removed:
    """End the reading of a member at once; an expert keeps what he has taken (S2-28),
    or another member has it from now on.

    Safe to repeat: who was a member stays out, and what he still has goes to the heir.
    NotFound for a person who never was a member, NeedsAnExpert where nobody else would
    answer an expert group.
    """
    if transfer_to is None:
        return _remove(by, group_id, user_id)
    if not is_expert(group_id):
        raise InvalidRequest(field="transfer_to")
    for _ in range(LOOKS):
        try:
            return _replace(by, group_id, user_id, transfer_to)
        except Grown:
            continue
    raise Unavailable


@retrying
@transaction.atomic
def _remove(by: Person, group_id: UUID, user_id: UUID) -> Removed:
    group = managed(by, group_id)
    user = member_named(group, user_id)
    if group.kind == GroupKind.DISCUSSION:
        end_membership(group, user, by=by, verb="groups.member.removed")
        return Removed(None)
    return _remove_expert(group, user, by)


@retrying
@transaction.atomic
def _replace(by: Person, group_id: UUID, user_id: UUID, heir_id: UUID) -> Removed:
    estate = hold_taken(by, group_id, user_id, heir_id)
    transfer(estate, by=by)
    if estate.questions:
        data = {
            "n": len(estate.questions),
            "person": str(estate.user.uuid),
            "to": str(estate.heir.uuid),
        }
        audit.record(by, "groups.questions.transferred", estate.group, data)
    return _remove_expert(estate.group, estate.user, by)


def _remove_expert(group: Group, user: User, by: Person) -> Removed:
    if group.members.filter(removed_at=None, user=user).exists():
        _require_another(group, user)
    end_membership(group, user, by=by, verb="groups.member.removed")
    return Removed(n_taken(group, user))


def _require_another(group: Group, user: User) -> None:
    if not experts().filter(group=group).exclude(user=user).exists():
        raise NeedsAnExpert
