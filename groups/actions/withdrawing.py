"""The requester takes his question back while nobody has taken it (S2-40)."""

from uuid import UUID

from django.db import transaction

from accounts.people import Person
from chat.models import EntryKind
from groups.access import question_for
from groups.errors import NotTheRequester, QuestionTaken
from groups.models import QuestionState
from groups.question_schemas import Noted
from groups.turns import fact_of, last, turn
from lib.db import retrying


@retrying
@transaction.atomic
def withdraw_question(*, requester: Person, question_id: UUID) -> Noted:
    """Let it disappear for the members; its log stays for him. Safe to repeat."""
    question = question_for(requester, question_id, lock=True)
    if question.requester_id != requester.id:
        raise NotTheRequester
    earlier = last(question, EntryKind.WITHDRAWN)
    if earlier is not None:
        return Noted(seq=earlier.seq, at=earlier.at)
    if question.state != QuestionState.PENDING:
        raise QuestionTaken
    question.state = QuestionState.WITHDRAWN
    question.save(update_fields=["state"])
    withdrawn = fact_of(question, EntryKind.WITHDRAWN, requester)
    [entry] = turn(question, [withdrawn], by=requester, is_queued=True)
    return Noted(seq=entry.seq, at=entry.at)
