"""Two at once: one group per intention, one membership per person, no lost manager."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from accounts.models import Organisation
from accounts.people import Person
from groups.models import Group
from tests.groups.acts import add, create, end, leave, log, managers, members, readers
from tests.groups.question_acts import send
from tests.groups.together import at_once

N_THREADS = 6

pytestmark = pytest.mark.django_db(transaction=True)


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
    joined = {bob.id} | (set() if added == "not_found" else {carol.id})
    assert members(group) == set(readers(group)) == joined
    assert managers(group) == {bob.id}


def test_who_writes_while_he_leaves_the_organisation_makes_nobody_wait(
    clinic: Organisation, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A deadlock is then not repeated, but seen.
    monkeypatch.setattr("lib.db.is_deadlock", lambda error: False)
    group = create(alice, bob)
    written = [partial(send, bob, group.discussion.uuid, str(n)) for n in range(5)]
    *answers, _ = at_once(*written, partial(end, bob, clinic))
    assert members(group) == {alice.id}
    n_written = sum(answer != "not_found" for answer in answers)
    assert log(group).count("message") == n_written
