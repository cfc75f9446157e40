"""Who takes part in a question: its requester, then the expert who takes it.

The caller has authorised, has locked the conversation, writes the entry that says it,
and rings.
"""

from accounts.people import Person
from chat import access
from chat.actions.joining import recompute_organisations, title_words
from chat.models import Conversation, Entry, Kind, Participant, State


def open_question(
    *, title: str, requester: Person, record_id: int | None
) -> Conversation:
    """Make a question's conversation with its requester, locked."""
    conversation = Conversation.objects.create(
        kind=Kind.QUESTION,
        state=State.PENDING,
        title=title,
        created_by_id=requester.id,
    )
    # Its database times.
    conversation = access.locked(conversation.pk)
    seat(conversation, requester.id, record_id=record_id)
    return conversation


def seat(
    conversation: Conversation,
    user_id: int,
    *,
    record_id: int | None = None,
    read_upto: int = 0,
) -> Participant:
    """Open an interval over the whole log; up to `read_upto` it is no news to him."""
    participant = Participant.objects.create(
        conversation=conversation,
        user_id=user_id,
        for_record_id=record_id,
        title_words=title_words(conversation.title),
        read_seq=read_upto,
        received_seq=read_upto,
    )
    recompute_organisations(conversation)
    return participant


def unseat(conversation: Conversation, user_id: int, entry: Entry) -> Participant:
    """End his interval with an entry that he does not see."""
    participant = access.present(conversation.pk).get(user_id=user_id)
    participant.left_seq, participant.left_at = entry.seq, entry.at
    participant.save(update_fields=["left_seq", "left_at"])
    recompute_organisations(conversation)
    return participant
