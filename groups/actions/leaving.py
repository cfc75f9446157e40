"""A member leaves his group."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from groups.access import membership_for
from groups.actions.ending import end_membership
from lib.db import retrying


@retrying
@transaction.atomic
def leave_group(*, person: Person, group_id: UUID) -> None:
    """End his membership; the last one's leaving archives the group."""
    mine = membership_for(person, group_id, lock=True)
    end_membership(mine.group, mine.user, by=person, verb="groups.member.left")
