"""Taking a message back: the log keeps it, no reader gets it any more."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat import access, bells, timeline
from chat.enclosing import discard_enclosed
from chat.errors import NotYourMessage
from chat.models import Entry, EntryKind, State
from chat.schemas import Retracted
from chat.tidings import pending_changed
from lib.db import retrying
from lib.errors import NotFound
from realtime.bells import publish


@retrying
@transaction.atomic
def retract_message(*, author: Person, conversation_id: UUID, seq: int) -> Retracted:
    """Append a `retracted` entry for one's own message. Safe to repeat."""
    if earlier := _earlier(author, conversation_id, seq):
        return earlier
    conversation = access.locked_for(author, conversation_id)
    if earlier := _earlier(author, conversation_id, seq):
        return earlier
    roster = access.rosters([conversation_id])[conversation_id]
    access.require_writable(conversation, roster)
    _require_own_message(author, conversation_id, seq)
    entry = timeline.append(
        conversation,
        EntryKind.RETRACTED,
        author,
        target=seq,
        for_record_id=roster.records[author.id],
        seq=seq,
    )
    discard_enclosed(conversation, seq)
    publish(bells.grown(conversation, [timeline.line(entry, author)], to=roster.to))
    if conversation.state == State.PENDING:
        pending_changed.tell([conversation.pk])
    return Retracted(seq=entry.seq, at=entry.at)


def _earlier(author: Person, conversation_id: UUID, seq: int) -> Retracted | None:
    entry = Entry.objects.filter(
        conversation__uuid=conversation_id,
        kind=EntryKind.RETRACTED,
        target=seq,
        author_id=author.id,
    ).first()
    return Retracted(seq=entry.seq, at=entry.at) if entry else None


def _require_own_message(author: Person, conversation_id: UUID, seq: int) -> None:
    message = access.entry_for(author, conversation_id, seq)
    if message.kind != EntryKind.MESSAGE:
        raise NotFound
    if message.author_id != author.id:
        raise NotYourMessage
