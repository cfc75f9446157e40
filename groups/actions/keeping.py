"""What a person began to write, kept also where another was faster (N19)."""

from uuid import UUID

from accounts.people import Person
from chat.actions import drafting
from chat.schemas import DraftSaved
from groups.access import question_to_claim
from groups.models import QuestionState
from lib import db
from lib.errors import NotFound


def keep_draft(*, person: Person, conversation_id: UUID, text: str) -> DraftSaved:
    """Save the draft of a conversation of his.

    A question that another member of his group has taken is none; what he began to
    answer is added to what he has kept of it before.
    """
    try:
        return drafting.save_draft(
            person=person, conversation_id=conversation_id, text=text
        )
    except NotFound:
        question = question_to_claim(person, conversation_id)
        if question.state != QuestionState.CLAIMED:
            raise
    if text.strip():
        drafting.keep_text(person=person, conversation_key=question.pk, text=text)
    return DraftSaved(saved_at=db.now())
