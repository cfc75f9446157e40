"""Every list takes as many queries for many rows as for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from accounts.people import Person
from tests import factories
from tests.api.calls import as_app, call
from tests.groups.acts import create, write

LISTS = [
    "people",
    "people?q=a&specialty=derm",
    "conversations",
    "conversations?unread=true&kind=group&q=equipe",
    "groups",
    "groups?kind=discussion",
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


def _grow(person: Person, place: Organisation, n: int) -> None:
    for _ in range(n):
        other = factories.practitioner(place)
        write(other, create(person, other, name="Équipe"))


def _queries(app: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = call(app, "GET", path)
    assert answer.status == 200
    return len(queries)
