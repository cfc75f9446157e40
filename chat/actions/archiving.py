"""Putting a conversation away, for oneself (S2-18). A new entry brings it back."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat import access, inboxes
from chat.models import Participant
from chat.schemas import Archived
from lib.db import retrying
from realtime.bells import publish


@retrying
@transaction.atomic
def archive_conversation(*, person: Person, conversation_id: UUID) -> Archived:
    """Note the head at which it was put away: archived while that is the head."""
    participation = access.participation_for(person, conversation_id)
    return _store(participation, participation.conversation.head)


@retrying
@transaction.atomic
def unarchive_conversation(*, person: Person, conversation_id: UUID) -> Archived:
    return _store(access.participation_for(person, conversation_id), None)


def _store(participation: Participant, head: int | None) -> Archived:
    if participation.archived_head != head:
        Participant.objects.filter(pk=participation.pk).update(archived_head=head)
        publish(*inboxes.stamp([participation.pk], [participation.user_id]))
    return Archived(archived_head=head)
