"""The list of conversations, where a question says whom it is from and to."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.people import Person
from chat import queries
from chat.models import Kind
from chat.row_schemas import Row
from groups.inbox_schemas import (
    InboxDetail,
    InboxFilter,
    InboxPage,
    InboxQuestion,
    InboxRow,
)
from groups.models import Question
from groups.photo_access import photo_consent
from groups.queue_rows import requester_of


def inbox_page(person: Person, wanted: InboxFilter) -> InboxPage:
    """Return a page of his conversations. Five queries, four without a question."""
    page = queries.inbox_page(person, wanted, _about(wanted))
    about = _questions(page.items)
    items = [InboxRow(**dict(row), question=about.get(row.id)) for row in page.items]
    return InboxPage(items=items, cursor=page.cursor, at=page.at)


def conversation_detail(person: Person, conversation_id: UUID) -> InboxDetail:
    """Return a conversation with who takes part. Seven queries at most."""
    found = queries.detail(person, conversation_id)
    question = _questions([found]).get(found.id)
    consent = question and photo_consent(person, found.id, question.requester)
    return InboxDetail(**dict(found), question=question, photo_consent=consent)


def _about(wanted: InboxFilter) -> Q:
    """For rows of Participant: questions of these askers, to these groups."""
    if not wanted.asker and not wanted.group:
        return Q()
    questions = Question.objects.filter(conversation=OuterRef("conversation"))
    if wanted.group:
        questions = questions.filter(group__uuid__in=wanted.group)
    if len(wanted.asker) == 1:
        is_patient = wanted.asker == ("patient",)
        questions = questions.filter(for_record__isnull=not is_patient)
    return Q(Exists(questions))


def _questions(found: Sequence[Row]) -> dict[UUID, InboxQuestion]:
    """One query, none without a question."""
    asked = [row.id for row in found if row.kind == Kind.QUESTION.value]
    if not asked:
        return {}
    questions = Question.objects.filter(conversation__uuid__in=asked)
    return {
        one.conversation.uuid: InboxQuestion(
            group=one.group.uuid, requester=requester_of(one)
        )
        for one in questions.select_related("conversation", "group", "requester")
    }
