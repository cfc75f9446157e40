"""A closed exchange goes on: its expert may, for a while its requester too (S2-41)."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.people import Person
from chat.models import EntryKind
from groups.access import exchange_for, is_there, require_answerable
from groups.errors import NotClosed, NotTheAssignee, TooLateToReopen
from groups.models import Question, QuestionState
from groups.question_schemas import Noted
from groups.turns import fact_of, last, requeue, turn
from lib import db
from lib.db import retrying


@retrying
@transaction.atomic
def reopen_exchange(*, opener: Person, conversation_id: UUID) -> Noted:
    """Give it back to its expert, or to the queue where he is no longer there.

    At any time by the expert while he practises there, within REOPEN_DAYS by the
    requester. Safe to repeat.
    """
    question = exchange_for(opener, conversation_id)
    if question.state != QuestionState.CLOSED:
        return _reopened_before(question)
    is_here = is_there(question)
    if question.assignee_id == opener.id and not is_here:
        raise NotTheAssignee
    if question.assignee_id != opener.id and is_late(question):
        raise TooLateToReopen
    return _give_back(question, opener) if is_here else _queue_again(question, opener)


def is_late(question: Question) -> bool:
    """Whether the requester's time to reopen is over. One query."""
    assert question.closed_at is not None
    return db.now() > question.closed_at + timedelta(days=settings.REOPEN_DAYS)


def _give_back(question: Question, opener: Person) -> Noted:
    question.state, question.closed_at = QuestionState.CLAIMED, None
    question.save(update_fields=["state", "closed_at"])
    reopened = fact_of(question, EntryKind.REOPENED, opener, state=question.state)
    [entry] = turn(question, [reopened], by=opener, is_queued=False)
    return Noted(seq=entry.seq, at=entry.at)


def _queue_again(question: Question, opener: Person) -> Noted:
    leaver_id = requeue(question)
    reopened = fact_of(question, EntryKind.REOPENED, opener, state=question.state)
    [entry] = turn(question, [reopened], by=opener, is_queued=True, leaver_id=leaver_id)
    # Under the group's lock: a deactivation that commits in between wins.
    require_answerable(question.group, question.requester_id)
    return Noted(seq=entry.seq, at=entry.at)


def _reopened_before(question: Question) -> Noted:
    entry = last(question, EntryKind.REOPENED)
    if entry is None or question.state == QuestionState.WITHDRAWN:
        raise NotClosed
    return Noted(seq=entry.seq, at=entry.at)
