"""Keeping what a person began to write, for his other devices (N19)."""

from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat import access, inboxes
from chat.models import Draft, Inbox
from chat.schemas import TEXT_MAX, DraftSaved
from lib.db import DatabaseNow, retrying
from realtime.bells import publish

# Texts that came too late, for one question: four of the longest.
KEPT_MAX: Final = 4 * TEXT_MAX
BETWEEN: Final = "\n\n"


@retrying
@transaction.atomic
def save_draft(*, person: Person, conversation_id: UUID, text: str) -> DraftSaved:
    """Replace the draft. An empty text empties it: other devices must learn that."""
    # Locked before his inbox, as everywhere.
    participation = access.participation_for(person, conversation_id, lock=True)
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

    Added to what he has there already, the oldest giving way beyond KEPT_MAX. A text
    that goes on from the last one replaces it; the same text is kept once. The caller
    knows that he may know of the conversation.
    """
    empty = Draft(
        user_id=person.id, conversation_id=conversation_key, saved_at=DatabaseNow()
    )
    # Two devices at once: the second waits for the row of the first.
    Draft.objects.bulk_create([empty], ignore_conflicts=True)
    mine = Draft.objects.filter(user_id=person.id, conversation_id=conversation_key)
    draft = mine.select_for_update().get()
    draft.text = added(draft.text, text)[-KEPT_MAX:]
    draft.saved_at = DatabaseNow()
    draft.save(update_fields=["text", "saved_at"])


def added(kept: str, text: str) -> str:
    """
    >>> added("Je pense", "Je pense que oui.")
    'Je pense que oui.'
    >>> added("Je pense que oui.", "Non.")
    'Je pense que oui.\\n\\nNon.'
    """
    parts = kept.split(BETWEEN) if kept else []
    tails = (BETWEEN.join(parts[start:]) for start in range(len(parts)))
    if f"{BETWEEN}{text}{BETWEEN}" in f"{BETWEEN}{kept}{BETWEEN}":
        return kept
    begun = next((tail for tail in tails if text.startswith(tail)), "")
    before = kept.removesuffix(begun).removesuffix(BETWEEN)
    return f"{before}{BETWEEN}{text}" if before else text


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
