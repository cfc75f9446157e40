"""What screens read of one question."""

from uuid import UUID

from accounts.models import User
from accounts.people import Person
from chat import timeline
from chat.access import participations
from chat.lines import encode
from chat.schemas import ENTRIES_MAX, Item
from chat.timeline import Range
from groups.access import is_expert_of, is_there, question_for, require_answerable
from groups.actions.releasing import has_answered
from groups.actions.reopening import is_late
from groups.errors import GroupInactive
from groups.models import Question, QuestionState
from groups.photo_access import photo_consent
from groups.question_schemas import QuestionOut, Somebody
from groups.queue_rows import requester_of


def question_detail(person: Person, question_id: UUID) -> QuestionOut:
    """Return a question as `person` sees it; else NotFound. Nine queries at most.

    For its requester, its expert, and while it is pending the members of its group:
    they get its log with it, since they take no part in the conversation.
    """
    question = question_for(person, question_id)
    group, is_mine = question.group, question.requester_id == person.id
    requester = requester_of(question)
    is_patient = is_mine and question.for_record_id is not None
    return QuestionOut(
        id=question.conversation.uuid,
        group=Somebody(id=group.uuid, name=group.name_for(is_patient=is_patient)),
        title=question.conversation.title,
        state=QuestionState(question.state).value,
        requester=requester,
        assignee=_called(question.assignee),
        asked_at=question.asked_at,
        claimed_at=question.claimed_at,
        closed_at=question.closed_at,
        **_abilities(person, question),
        photo_consent=photo_consent(person, question_id, requester),
        items=_items(person, question),
    )


def _called(user: User | None) -> Somebody | None:
    return Somebody(id=user.uuid, name=user.display_name) if user else None


def _abilities(person: Person, question: Question) -> dict[str, bool]:
    """What he may do with it now: the actions ask again, under their locks."""
    is_mine = question.requester_id == person.id
    is_taken = question.assignee_id == person.id
    state = question.state
    return {
        "can_claim": state == QuestionState.PENDING
        and not is_mine
        and is_expert_of(person, question.group_id),
        "can_withdraw": state == QuestionState.PENDING and is_mine,
        "can_release": state == QuestionState.CLAIMED
        and is_taken
        and not has_answered(question),
        "can_close": state == QuestionState.CLAIMED and is_taken,
        "can_reopen": state == QuestionState.CLOSED and _can_reopen(person, question),
    }


def _can_reopen(person: Person, question: Question) -> bool:
    """Its expert while he is there; its requester while somebody would have it."""
    is_here = is_there(question)
    if question.assignee_id == person.id:
        return is_here
    if question.requester_id != person.id or is_late(question):
        return False
    return is_here or _is_answerable(question)


def _is_answerable(question: Question) -> bool:
    try:
        require_answerable(question.group, question.requester_id)
    except GroupInactive:
        return False
    return True


def _items(person: Person, question: Question) -> list[Item]:
    there = participations(person).filter(conversation=question.pk)
    if there.exists():
        return []
    # Up to the head that came with the state: what a claim writes lies above it.
    head = question.conversation.head
    last = Range(question.pk, max(0, head - ENTRIES_MAX), head)
    log = timeline.read([last])[question.pk]
    return [Item.model_validate(encode(line, person.reader_kind)) for line in log]
