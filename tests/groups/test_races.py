"""Two at once: one group per intention, one membership per person, no lost manager."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from accounts.people import Person
from chat.errors import ClientIdReused
from groups.models import Group
from lib.errors import NotFound
from tests.groups.acts import add, create, leave, log, managers, members, readers

N_THREADS = 6

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run them together; what each returned, or the refusal that it met."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(_outcome, acts))


def _outcome(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except (NotFound, ClientIdReused) as refusal:
        return refusal
    finally:
        connection.close()


def test_one_intention_makes_one_group(alice: Person, bob: Person) -> None:
    client_id = uuid4()
    made = at_once(*[lambda: create(alice, bob, client_id=client_id)] * N_THREADS)
    assert {group.pk for group in made} == {Group.objects.get().pk}
    assert log(made[0]) == ["joined"]


def test_a_person_is_added_once(alice: Person, bob: Person, carol: Person) -> None:
    group = create(alice, bob)
    added = at_once(*[lambda: add(alice, group, carol)] * N_THREADS)
    assert sorted(added) == [False] * (N_THREADS - 1) + [True]
    assert log(group) == ["joined", "joined"]


def test_who_leaves_while_the_other_does_leaves_no_group_behind(
    alice: Person, bob: Person
) -> None:
    group = create(alice, bob)
    at_once(lambda: leave(alice, group), lambda: leave(bob, group))
    group.refresh_from_db()
    assert group.archived_at is not None
    assert members(group) == set(readers(group)) == set()


def test_adding_while_the_only_manager_leaves_ends_in_one_of_two_ways(
    alice: Person, bob: Person, carol: Person
) -> None:
    group = create(alice, bob)
    added, _ = at_once(lambda: add(alice, group, carol), lambda: leave(alice, group))
    joined = {bob.id} | (set() if isinstance(added, NotFound) else {carol.id})
    assert members(group) == set(readers(group)) == joined
    assert managers(group) == {bob.id}
