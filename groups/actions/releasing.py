"""The expert puts a question back in the queue, before his first message (S2-39)."""

from uuid import UUID

from django.db import transaction
from django.db.models import Subquery

from accounts.people import Person
from chat.errors import ConversationClosed
from chat.models import EntryKind
from chat.timeline import facts_of
from groups.access import question_for, readers_of_queue
from groups.errors import AlreadyAnswered, GroupInactive, NotTheAssignee
from groups.models import Question, QuestionState
from groups.question_schemas import Noted
from groups.turns import fact_of, last, requeue, turn
from lib.db import retrying


@retrying
@transaction.atomic
def release_question(*, expert: Person, question_id: UUID) -> Noted:
    """Let every member have it again; he reads it no more than they do.

    Safe to repeat until somebody takes it.
    """
    question = question_for(expert, question_id, lock=True)
    if question.assignee_id != expert.id:
        return _released_before(expert, question)
    if question.state == QuestionState.CLOSED:
        raise ConversationClosed
    if has_answered(question):
        raise AlreadyAnswered
    leaver_id = requeue(question)
    released = fact_of(question, EntryKind.RELEASED, expert)
    [entry] = turn(question, [released], by=expert, is_queued=True, leaver_id=leaver_id)
    # Under the group's lock: else nobody would have it.
    if not readers_of_queue(question.group_id):
        raise GroupInactive
    return Noted(seq=entry.seq, at=entry.at)


def has_answered(question: Question) -> bool:
    """Whether an expert has written since it was taken, taken back or not.

    Its assignee, or who had it before it was transferred to him. One query.
    """
    taken = facts_of(question.pk, EntryKind.CLAIMED).values("seq")[:1]
    messages = facts_of(question.pk, EntryKind.MESSAGE)
    theirs = messages.exclude(author=question.requester_id)
    return theirs.filter(seq__gt=Subquery(taken)).exists()


def _released_before(expert: Person, question: Question) -> Noted:
    entry = last(question, EntryKind.RELEASED)
    is_his = entry is not None and entry.author_id == expert.id
    if entry is None or not is_his or question.state != QuestionState.PENDING:
        raise NotTheAssignee
    return Noted(seq=entry.seq, at=entry.at)
