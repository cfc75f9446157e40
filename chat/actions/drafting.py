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


@retrying
@transaction.atomic
def keep_text(*, person: Person, conversation_key: int, text: str) -> None:
    """Keep what a person wrote to a conversation that is not his: he came too late.

    Added to what he has there already; the same text is kept once. The caller knows
    that he may know of the conversation.
    """
    mine = Draft.objects.filter(user_id=person.id, conversation_id=conversation_key)
    kept = mine.select_for_update().values_list("text", flat=True).first() or ""
    if text in kept:
        return
    draft = Draft(
        user_id=person.id,
        conversation_id=conversation_key,
        text=f"{kept}\n\n{text}" if kept else text,
        saved_at=DatabaseNow(),
    )
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "conversation"],
        update_fields=["text", "saved_at"],
    )


@retrying
@transaction.atomic
def discard_draft(*, person: Person, draft_id: UUID) -> None:
    """Empty the draft, whatever became of its conversation. Safe to repeat."""
    draft = access.draft_of(person, draft_id)
    there = access.participations(person).filter(conversation=draft.conversation_id)
    mine = Draft.objects.filter(pk=draft.pk)
    mine.update(text="", saved_at=DatabaseNow())
    publish(*inboxes.stamp([one.pk for one in there], [person.id]))
    mine.update(version=Inbox.objects.filter(user_id=person.id).values("version"))
