"""Turning off the notices of a whole group, for oneself (S2-33).

A discussion has one conversation: it is muted. An expert is told of no question that
waits in his group; the questions are still counted.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat.actions.muting import mute_conversation, unmute_conversation
from chat.schemas import FOR_EVER
from groups.access import membership_for
from groups.models import GroupKind, GroupMember
from lib.db import retrying


@retrying
@transaction.atomic
def mute_group(*, person: Person, group_id: UUID, until: datetime | None) -> None:
    """Mute until a time, or for ever."""
    membership = membership_for(person, group_id)
    if membership.group.kind == GroupKind.DISCUSSION:
        conversation = membership.group.discussion.uuid
        mute_conversation(person=person, conversation_id=conversation, until=until)
        return
    _store(membership, until or FOR_EVER)


@retrying
@transaction.atomic
def unmute_group(*, person: Person, group_id: UUID) -> None:
    membership = membership_for(person, group_id)
    if membership.group.kind == GroupKind.DISCUSSION:
        conversation = membership.group.discussion.uuid
        unmute_conversation(person=person, conversation_id=conversation)
        return
    _store(membership, None)


def _store(membership: GroupMember, until: datetime | None) -> None:
    GroupMember.objects.filter(pk=membership.pk).update(muted_until=until)
