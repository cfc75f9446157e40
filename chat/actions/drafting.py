"""Keeping what a person began to write, for his other devices (N19)."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat import access, inboxes
from chat.models import Draft, Inbox
from chat.schemas import DraftSaved
from lib.db import DatabaseNow, retrying
from realtime.bells import publish


@retrying
@transaction.atomic
def save_draft(*, person: Person, conversation_id: UUID, text: str) -> DraftSaved:
    """Replace the draft. An empty text empties it: other devices must learn that."""
    participation = access.participation_for(person, conversation_id)
    mine = Draft.objects.filter(
        user_id=person.id, conversation_id=participation.conversation_id
    )
    Draft.objects.bulk_create(
        [
            Draft(
                user_id=person.id,
                conversation_id=participation.conversation_id,
                text=text,
                saved_at=DatabaseNow(),
            )
        ],
        update_conflicts=True,
        unique_fields=["user", "conversation"],
        update_fields=["text", "saved_at"],
    )
    publish(*inboxes.stamp([participation.pk], [person.id]))
    mine.update(version=Inbox.objects.filter(user_id=person.id).values("version"))
    return DraftSaved(saved_at=mine.get().saved_at)
