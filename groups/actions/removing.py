"""A manager takes a member out of a group."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from groups.access import managed_by, member_named
from groups.actions.ending import end_membership
from lib.db import retrying


@retrying
@transaction.atomic
def remove_member(*, by: Person, group_id: UUID, user_id: UUID) -> None:
    """End the reading of a member at once. Safe to repeat: who was a member stays out.

    NotFound for a person who never was a member.
    """
    group = managed_by(by, group_id)
    user = member_named(group, user_id)
    end_membership(group, user, by=by, verb="groups.member.removed")
