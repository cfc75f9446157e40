"""Every list takes as many queries for many rows as for few."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from accounts.people import Person
from chat.actions.drafting import save_draft
from chat.actions.preparing import add_quick_reply
from chat.quick_schemas import AddQuickReply
from tests import factories
from tests.api.calls import as_app, call
from tests.groups.acts import create, write
from tests.groups.question_acts import experts, pending
from tests.groups.question_acts import send as say

LISTS = [
    "people",
    "people?q=a&specialty=derm",
    "conversations",
    "conversations?unread=true&kind=group&q=equipe",
    "groups",
    "groups?kind=discussion",
    "groups?kind=expert",
    "drafts",
    "quick-replies",
]
# Two find out who asks.
QUERIES_AT_MOST = 7


@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_few_queries_whatever_its_length(
    path: str, alice: Person, clinic: Organisation
) -> None:
    app = as_app(alice)
    _grow(alice, clinic, 1)
    few = _queries(app, path)
    _grow(alice, clinic, 8)
    assert _queries(app, path) == few <= QUERIES_AT_MOST


def test_pages_of_entries_and_details_do_not_grow_either(
    alice: Person, bob: Person, clinic: Organisation
) -> None:
    small = create(alice, bob)
    others = [factories.practitioner(clinic) for _ in range(8)]
    large = create(alice, *others)
    for author in others:
        write(author, large)
    app = as_app(alice)
    for path in (
        "conversations/{0.discussion.uuid}",
        "conversations/{0.discussion.uuid}/entries",
        "groups/{0.uuid}",
    ):
        few = _queries(app, path.format(small))
        assert _queries(app, path.format(large)) == few <= QUERIES_AT_MOST + 1


def test_queues_and_questions_do_not_grow_either(
    alice: Person, bob: Person, erin: Person, jeanne: Person
) -> None:
    small, large = experts(erin, alice), experts(erin, alice, bob)
    one, *others = (pending(jeanne, group) for group in (small, *[large] * 8))
    for _ in range(8):
        say(jeanne, others[0])
    paths = {
        f"groups/{small.uuid}/queue": f"groups/{large.uuid}/queue",
        f"groups/{small.uuid}": f"groups/{large.uuid}",
        f"questions/{one}": f"questions/{others[0]}",
    }
    for person in (alice, erin):
        app = as_app(person)
        for path, longer in paths.items():
            if person == alice or "questions" not in path:
                few = _queries(app, path)
                assert _queries(app, longer) == few <= QUERIES_AT_MOST + 2
    app = as_app(jeanne)
    assert _queries(app, f"questions/{one}") == _queries(app, f"questions/{others[0]}")


def _grow(person: Person, place: Organisation, n: int) -> None:
    admin, asker = factories.administrator(place), factories.patient(place)
    for _ in range(n):
        other = factories.practitioner(place)
        group = create(person, other, name="Équipe")
        write(other, group)
        save_draft(person=person, conversation_id=group.discussion.uuid, text="Je")
        pending(asker, experts(admin, person, other))
        experts(admin, other)
        for owner, where in ((person, {}), (admin, {"organisation": place.uuid})):
            word = f"mot{uuid4().hex[:8]}"
            asked = AddQuickReply(shortcut=word, title="Un", text_fr="Un", **where)
            add_quick_reply(person=owner, asked=asked)


def _queries(app: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = call(app, "GET", path)
    assert answer.status == 200
    return len(queries)
