"""The expert ends the exchange, with a last message if he likes (S2-17)."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.people import Person
from chat.actions.posting import message_fact, require_sendable
from chat.errors import ClientIdReused, ConversationClosed
from chat.models import EntryKind
from chat.schemas import SendMessage
from chat.timeline import Fact, facts_of, intended
from groups.access import exchange_for
from groups.errors import NotTheAssignee
from groups.models import Question, QuestionState
from groups.question_schemas import CloseReason
from groups.turns import fact_of, last, turn
from lib.db import DatabaseNow, retrying


class Closed(NamedTuple):
    """`seq` is that of the `closed` entry; `is_new` is false where it was closed."""

    seq: int
    at: datetime
    is_new: bool


def close_exchange(
    *,
    closer: Person,
    conversation_id: UUID,
    reason: CloseReason | None = None,
    message: str | None = None,
    client_id: UUID | None = None,
) -> Closed:
    """Make the exchange read-only for everybody. Safe to repeat.

    A `message` needs a `client_id`. It is not said to an exchange that is closed
    already: ConversationClosed.
    """
    data = None
    if message is not None:
        data = SendMessage(
            conversation=conversation_id, text=message, client_id=client_id
        )
    try:
        return _close(closer, conversation_id, data, reason)
    except IntegrityError:
        # The same client_id was committed elsewhere in between.
        return _close(closer, conversation_id, data, reason)


@retrying
@transaction.atomic
def _close(
    closer: Person,
    conversation_id: UUID,
    data: SendMessage | None,
    reason: CloseReason | None,
) -> Closed:
    question = exchange_for(closer, conversation_id)
    if question.assignee_id != closer.id:
        raise NotTheAssignee
    message = message_fact(closer, data) if data else None
    if message and (earlier := _said_before(closer, question, message)):
        return earlier
    if question.state == QuestionState.CLOSED:
        return _closed_before(question, message)
    if data:
        head = question.conversation.head
        require_sendable(data, first=1, head=head, is_patient=False)
    Question.objects.filter(pk=question.pk).update(
        state=QuestionState.CLOSED, closed_at=DatabaseNow()
    )
    question.state = QuestionState.CLOSED
    facts = [message] if message else []
    why: dict[str, str] = {"reason": reason} if reason else {}
    facts.append(fact_of(question, EntryKind.CLOSED, closer, **why))
    entry = turn(question, facts, by=closer, is_queued=False)[-1]
    return Closed(entry.seq, entry.at, is_new=True)


def _closed_before(question: Question, message: Fact | None) -> Closed:
    entry = last(question, EntryKind.CLOSED)
    if message or entry is None:
        raise ConversationClosed
    return Closed(entry.seq, entry.at, is_new=False)


def _said_before(closer: Person, question: Question, message: Fact) -> Closed | None:
    """Return the closing that this message went with; ClientIdReused for another."""
    said = intended(closer.id, message.client_id)
    if said is None:
        return None
    closings = facts_of(question.pk, EntryKind.CLOSED)
    closed = closings.filter(seq=said.seq + 1).first()
    if said.conversation_id != question.pk or said.data != message.data or not closed:
        raise ClientIdReused
    return Closed(closed.seq, closed.at, is_new=False)
