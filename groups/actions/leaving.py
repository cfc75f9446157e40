"""A member leaves his discussion group."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from groups.access import membership_for
from groups.actions.ending import end_membership
from groups.errors import AdministratorsOnly
from groups.models import GroupKind
from lib.db import retrying


@retrying
@transaction.atomic
def leave_group(*, person: Person, group_id: UUID) -> None:
    """End his membership; the last one's leaving archives the group.

    Who answers in an expert group, its administrators alone decide (S2-06).
    """
    mine = membership_for(person, group_id, lock=True)
    if mine.group.kind == GroupKind.EXPERT:
        raise AdministratorsOnly
    end_membership(mine.group, mine.user, by=person, verb="groups.member.left")
