"""Everything that a person can read, asked by the functions behind every door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.people import Person
from chat import access, queries
from chat.bells import stream_of
from chat.inbox_schemas import InboxFilter
from chat.streams import ConversationLog, InboxState
from groups import queries as group_queries
from groups.access import question_for, question_for_member
from groups.models import Group, Question
from groups.question_queries import question_detail
from groups.queues import queue_stream
from groups.streams import QueueState
from groups.sweeping import moved
from lib.errors import DomainError
from tests.groups.question_acts import hello

# Long enough ago for all that a test does.
BEFORE = timedelta(hours=1)


def reading(person: Person, groups: list[Group]) -> dict[str, str]:
    """What `person` is shown by each surface, as text; ids kept from before count."""
    ids = list(
        Question.objects.order_by("pk").values_list("conversation__uuid", flat=True)
    )
    return {name: shown(ask) for name, ask in _surfaces(person, groups, ids)}


def shown(ask: Callable[[], Any]) -> str:
    try:
        return repr(ask())
    except DomainError as refusal:
        return refusal.code


def _surfaces(
    person: Person, groups: list[Group], ids: list[UUID]
) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield "inbox", lambda: _inbox(person)
    yield "search", lambda: _inbox(person, q="rougeur")
    yield "closed", lambda: _inbox(person, state=("closed",))
    yield "badge", lambda: queries.badge(person)
    yield "drafts", lambda: queries.drafts(person)
    yield "inbox:me", lambda: InboxState().pull(person.id, None)
    yield "groups", lambda: group_queries.groups_of(person)
    yield "hello", lambda: hello(person)
    kept = {stream_of(one): 1 for one in ids}
    kept |= {queue_stream(group.uuid): 1 for group in groups}
    yield "hello with ids", lambda: hello(person, kept)
    yield "sweep", lambda: list(moved([person.id], timezone.now() - BEFORE))
    for group in groups:
        yield from _of_group(person, group)
    for one in ids:
        yield from _of_question(person, one)


def _inbox(person: Person, **wanted: Any) -> Any:
    return queries.inbox_page(person, InboxFilter(**wanted))


def _of_group(person: Person, group: Group) -> Iterator[tuple[str, Callable[[], Any]]]:
    stream, key = queue_stream(group.uuid), group.pk
    queue = QueueState()
    yield f"{stream} whole", lambda: queue.catch_up(person, stream, key, None)
    yield f"{stream} change", lambda: queue.catch_up(person, stream, key, 0)
    yield f"{stream} page", lambda: group_queries.queue_of(person, group.uuid)
    yield f"{stream} group", lambda: group_queries.group_detail(person, group.uuid)


def _of_question(person: Person, one: UUID) -> Iterator[tuple[str, Callable[[], Any]]]:
    yield f"{one} question", lambda: question_detail(person, one)
    yield f"{one} pending", lambda: question_for_member(person, one).conversation.title
    yield f"{one} fetched", lambda: question_for(person, one).conversation.title
    yield f"{one} detail", lambda: queries.detail(person, one)
    yield f"{one} entries", lambda: queries.history(person, one)
    yield f"{one} entry", lambda: access.entry_for(person, one, 2).data
    log, stream = ConversationLog(), stream_of(one)
    yield f"{one} log", lambda: log.catch_up(person, stream, None)
