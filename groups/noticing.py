"""Who must be told of a question that waits, and whether still (S2-11, S2-16)."""

from collections.abc import Sequence

from chat.timeline import CONVERSATIONS
from groups.access import experts
from groups.models import Question, QuestionState
from lib import db
from lib.statements import table
from push.contract import About, Recipient, Why
from push.models import NoticeKind
from push.notices import ask_note


def note_question(question: Question, seq: int) -> None:
    """A question waits in its group's queue, from this entry on."""
    given, params = table(("bigint", "bigint"), [(question.pk, seq)])
    ask_note(
        NoticeKind.QUESTION,
        f"asked(key, seq) AS ({given})",
        "SELECT one.uuid AS subject, one.id AS key, asked.seq AS first,"  # noqa: S608
        f" asked.seq AS upto FROM asked JOIN {CONVERSATIONS} one ON one.id = asked.key",
        params,
    )


def audience(about: About) -> list[Recipient]:
    """The members of its group, but who asked, while it waits. Two queries."""
    question = _pending(about)
    if question is None:
        return []
    now = db.now()
    members = (
        experts().filter(group=question.group_id).exclude(user=question.requester_id)
    )
    return [
        Recipient(
            person_id=member.user_id,
            is_patient=False,
            is_unread=True,
            is_muted=member.muted_until is not None and member.muted_until > now,
            topic="question",
        )
        for member in members.order_by("user_id")
    ]


def _pending(about: About) -> Question | None:
    return Question.objects.filter(
        pk=about.subject_key, state=QuestionState.PENDING
    ).first()


def still_due(about: About, person_ids: Sequence[int]) -> dict[int, str]:
    """Nobody, once somebody has taken it or it was withdrawn. Two queries."""
    question = _pending(about)
    if question is None:
        return dict.fromkeys(person_ids, Why.TAKEN)
    now = db.now()
    members = experts().filter(group=question.group_id, user__in=person_ids)
    reasons = dict.fromkeys(person_ids, Why.GONE)
    for person_id, muted_until in members.values_list("user_id", "muted_until"):
        if muted_until is not None and muted_until > now:
            reasons[person_id] = Why.MUTED
        else:
            del reasons[person_id]
    return reasons
