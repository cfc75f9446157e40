"""Turning a conversation's notifications off, for oneself (S2-22)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat import access, inboxes
from chat.models import Participant
from chat.schemas import FOR_EVER, Muted
from lib.db import retrying
from realtime.bells import publish


@retrying
@transaction.atomic
def mute_conversation(
    *, person: Person, conversation_id: UUID, until: datetime | None = None
) -> Muted:
    """Mute until a time, or for ever. Unread messages are still counted."""
    return _store(person, conversation_id, until or FOR_EVER)


@retrying
@transaction.atomic
def unmute_conversation(*, person: Person, conversation_id: UUID) -> Muted:
    return _store(person, conversation_id, None)


def _store(person: Person, conversation_id: UUID, until: datetime | None) -> Muted:
    participation = access.participation_for(person, conversation_id)
    if participation.muted_until != until:
        Participant.objects.filter(pk=participation.pk).update(muted_until=until)
        publish(*inboxes.stamp([participation.pk], [person.id]))
    return Muted(muted_until=until)
