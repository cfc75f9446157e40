"""A practitioner becomes a member of a group."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat.actions.joining import add_people
from groups.access import Candidate, practitioners_for
from groups.actions.enrolling import enrol
from groups.errors import GroupIsFull
from groups.experts import experts_for, managed
from groups.models import Group, GroupKind
from groups.queues import queue_changed
from groups.schemas import MEMBERS_AT_MOST
from lib.db import retrying
from realtime.bells import publish


@retrying
@transaction.atomic
def add_member(*, by: Person, group_id: UUID, user_id: UUID) -> bool:
    """Return whether he is new: adding a present member again changes nothing.

    In a discussion he reads from his joining on, or all where it shares its history
    (S2-37). An expert has the pending questions at once (S2-32).
    """
    group = managed(by, group_id)
    present = group.members.filter(removed_at=None)
    if present.filter(user__uuid=user_id).exists():
        return False
    newcomers = _candidates(group, by, user_id)
    if present.count() >= MEMBERS_AT_MOST:
        raise GroupIsFull
    enrol(group, newcomers, by=by)
    _let_in(group, newcomers, by)
    return True


def _candidates(group: Group, by: Person, user_id: UUID) -> list[Candidate]:
    if group.kind == GroupKind.EXPERT:
        return experts_for(by, group.organisation_id, [user_id])
    return practitioners_for(by, [user_id])


def _let_in(group: Group, newcomers: Sequence[Candidate], by: Person) -> None:
    if group.kind == GroupKind.EXPERT:
        publish(queue_changed(group, is_told_whole=True))
        return
    add_people(
        conversation=group.discussion,
        people=[newcomer.user for newcomer in newcomers],
        by=by,
        is_history_shared=group.is_history_shared,
    )
