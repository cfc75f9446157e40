"""A manager adds a practitioner to a group."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat.actions.joining import add_people
from groups.access import managed_by, practitioners_for
from groups.actions.enrolling import enrol
from groups.errors import GroupIsFull
from groups.schemas import MEMBERS_AT_MOST
from lib.db import retrying


@retrying
@transaction.atomic
def add_member(*, by: Person, group_id: UUID, user_id: UUID) -> bool:
    """Return whether he is new: adding a present member again changes nothing.

    He reads from his joining on, or all where the group shares its history (S2-37).
    """
    group = managed_by(by, group_id)
    present = group.members.filter(removed_at=None)
    if present.filter(user__uuid=user_id).exists():
        return False
    newcomers = practitioners_for(by, [user_id])
    if present.count() >= MEMBERS_AT_MOST:
        raise GroupIsFull
    enrol(group, newcomers, by=by)
    add_people(
        conversation=group.discussion,
        people=[newcomer.user for newcomer in newcomers],
        by=by,
        is_history_shared=group.is_history_shared,
    )
    return True
