"""The pending questions of queues, as all members of their groups see them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Left

from chat.lines import role
from chat.timeline import texts_of
from groups.models import Question, QuestionState
from groups.question_schemas import EXCERPT_CHARACTERS, QueueRow, RequesterOut
from lib.db import JsonLength
from lib.prepared import Many, Prepared, Slot, padded


class Wanted(NamedTuple):
    """What is read of one queue: its changes after a version, or without one all."""

    group: int
    since: int | None


class Change(NamedTuple):
    """`row` is none for a question that is pending no more."""

    group: int
    question: str
    row: Mapping[str, Any] | None


def read(wanted: list[Wanted]) -> Iterator[Change]:
    """Read several queues, the oldest questions first. One query, none for nothing."""
    if not wanted:
        return
    whole = [group for group, since in wanted if since is None]
    moved = [(group, since) for group, since in wanted if since is not None]
    values: dict[str, int] = {}
    for place, (group, since) in enumerate(padded(moved)):
        values |= {f"group{place}": group, f"since{place}": since}
    found = _changed(len(values) // 2).objects(whole=whole, **values)
    for question in found:
        is_pending = question.state == QuestionState.PENDING
        row = _row(question).model_dump(mode="json") if is_pending else None
        yield Change(question.group_id, str(question.conversation.uuid), row)


@cache
def _changed(count: int) -> Prepared[Question]:
    """What changed in so many groups, and all that is pending in others."""
    within = Q(group__in=Many("whole"), state=QuestionState.PENDING)
    for place in range(count):
        moved = Q(queue_version__gt=Slot(f"since{place}"))
        within |= Q(moved, group=Slot(f"group{place}"))
    return Prepared(
        lambda: _shown(Question.objects.filter(within)).order_by("asked_at", "pk")
    )


def pending(group_key: int) -> list[QueueRow]:
    """Return a queue, the oldest questions first. One query."""
    found = Question.objects.filter(group=group_key, state=QuestionState.PENDING)
    return [_row(one) for one in _shown(found).order_by("asked_at", "pk")]


def ages(group_key: int) -> list[datetime]:
    """Return since when each question of a queue waits. One query."""
    found = Question.objects.filter(group=group_key, state=QuestionState.PENDING)
    return list(found.order_by("asked_at").values_list("asked_at", flat=True))


def _shown(questions: QuerySet[Question]) -> QuerySet[Question]:
    text = Left(KeyTextTransform("text", "data"), EXCERPT_CHARACTERS)
    n_photos = JsonLength(KeyTransform("photos", "data"))
    first = texts_of(OuterRef("pk"), OuterRef("requester"))[:1]
    return questions.select_related("conversation", "requester").annotate(
        excerpt=Subquery(first.values(excerpt=text), output_field=TextField()),
        n_photos=Subquery(first.values(n=n_photos), output_field=IntegerField()),
    )


def _row(question: Any) -> QueueRow:
    return QueueRow(
        question=question.conversation.uuid,
        title=question.conversation.title,
        excerpt=question.excerpt or "",
        n_photos=question.n_photos or 0,
        asked_at=question.asked_at,
        requester=requester_of(question),
        head=question.conversation.head,
    )


def requester_of(question: Question) -> RequesterOut:
    return RequesterOut(
        id=question.requester.uuid,
        name=question.requester.display_name,
        role=role(is_for_record=question.for_record_id is not None),
    )
