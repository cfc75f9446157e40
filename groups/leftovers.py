"""What becomes of the pending questions of a group that is deactivated (S2-34).

both groups his to administer?  ->  lock conversations -> questions -> groups
  ->  has another question come meanwhile?  Grown: the caller begins again
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.people import Person
from chat.models import EntryKind
from chat.timeline import Fact
from groups.access import lock_groups, require_answerable
from groups.errors import GroupInactive
from groups.experts import administered
from groups.models import Group, Question, QuestionState
from groups.queues import queue_changed
from groups.schemas import ClosePending, MovePending, Pending
from groups.turns import turn
from lib import db
from lib.errors import InvalidRequest
from realtime.bells import publish


class Grown(Exception):
    """A question came while those that were there were being locked: begin again."""


@dataclass(slots=True)
class Held:
    """Locked: the group, where its questions go, and the questions."""

    group: Group
    target: Group | None
    questions: list[Question]


def pending(group_key: int) -> QuerySet[Question]:
    found = Question.objects.filter(group=group_key, state=QuestionState.PENDING)
    return found.order_by("pk")


def hold(person: Person, group_id: UUID, choice: Pending | None) -> Held:
    """Lock what the choice is about; refuse who may not make it. May raise Grown."""
    group = administered(person, group_id)
    target = _target(person, group, choice)
    settles = isinstance(choice, MovePending | ClosePending)
    wanted = pending(group.pk) if settles else None
    groups, questions = lock_groups([group, target] if target else [group], wanted)
    # Again, under the locks: who administers no more may not do it any more.
    administered(person, group_id)
    keys = [question.pk for question in questions]
    if settles and pending(group.pk).exclude(pk__in=keys).exists():
        raise Grown
    if target is not None:
        require_answerable(groups[target.pk])
    return Held(groups[group.pk], target and groups[target.pk], questions)


def _target(person: Person, group: Group, choice: Pending | None) -> Group | None:
    """Another group of the same organisation."""
    if not isinstance(choice, MovePending):
        return None
    target = administered(person, choice.move_to)
    if target.pk == group.pk or target.organisation_id != group.organisation_id:
        raise InvalidRequest(field="pending")
    return target


def settle(held: Held, choice: Pending | None, *, by: Person) -> None:
    """Move them or close them; what is left to the members needs nothing."""
    if held.target is not None:
        _move(held.questions, held.target, by)
    elif isinstance(choice, ClosePending):
        _close(held.questions, choice.close_with, by)


def _move(questions: list[Question], target: Group, by: Person) -> None:
    """The target's members have them at once, as old as they are."""
    for question in questions:
        question.group = target
        question.save(update_fields=["group"])
        is_patient = question.for_record_id is not None
        name = target.name_for(is_patient=is_patient)
        moved = {"group": {"id": str(target.uuid), "name": name}}
        turn(question, [Fact(EntryKind.MOVED, by.id, moved)], by=by, is_queued=False)
    keys = [question.pk for question in questions]
    publish(queue_changed(target, questions=keys, is_told_whole=True))


def _close(questions: list[Question], text: str, by: Person) -> None:
    now = db.now()
    for question in questions:
        question.state, question.closed_at = QuestionState.CLOSED, now
        question.save(update_fields=["state", "closed_at"])
        facts = [
            Fact(EntryKind.MESSAGE, by.id, {"text": text}),
            Fact(EntryKind.CLOSED, by.id, {"reason": GroupInactive.code}),
        ]
        turn(question, facts, by=by, is_queued=False)
