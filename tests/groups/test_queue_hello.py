"""Queues at the hello, and in the sweep that repairs lost bells (S2-11, S2-28)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation
from accounts.people import Person
from chat.models import Conversation, Entry, Inbox
from groups import queue_rows
from groups.models import Group, GroupMember
from groups.sweeping import moved
from realtime.bells import Bell
from realtime.contract import Gone, State
from tests.groups.acts import add, end, remove
from tests.groups.question_acts import experts, greeted, hello, pending

LONG_AGO = timedelta(hours=1)


def version(group: Group) -> int:
    return Group.objects.get(pk=group.pk).queue_version


def test_a_hello_brings_the_queues_that_are_behind(
    alice: Person, jeanne: Person, derm: Group
) -> None:
    at = version(derm)
    one = pending(jeanne, derm)
    now = version(derm)
    whole = greeted(alice, derm)
    assert (whole.since, whole.version) == (None, now)
    assert [row["question"] for row in whole.put] == [str(one)]
    part = greeted(alice, derm, at)
    assert (part.since, part.version, len(part.put)) == (at, now, 1)
    assert greeted(alice, derm, now) is None
    assert greeted(alice, derm, now + 1).since is None


def test_another_epoch_brings_the_whole(alice: Person, derm: Group) -> None:
    stream = f"queue:{derm.uuid}"
    told = hello(alice, {stream: version(derm)}, epoch="of-yesterday")
    [state] = [one for one in told.frames if one.stream == stream]
    assert isinstance(state, State)
    assert state.since is None


def test_a_queue_that_is_not_mine_is_gone_existing_or_not(
    alice: Person, jeanne: Person, nina: Person, erin: Person, derm: Group
) -> None:
    made_up = [f"queue:{uuid4()}", "queue:?", f"queue:{str(derm.uuid).upper()}"]
    for stream in made_up:
        assert Gone(stream) in hello(alice, {stream: 1}).frames
    for one in (jeanne, nina, erin):
        assert greeted(one, derm, 1) == Gone(f"queue:{derm.uuid}")
        assert greeted(one, derm) is None


def test_a_hello_tells_several_queues_apart(
    alice: Person, erin: Person, jeanne: Person, derm: Group
) -> None:
    other = experts(erin, alice, name="Pharmacie")
    at = version(other)
    one, two = pending(jeanne, derm), pending(jeanne, other)
    told = hello(alice, {f"queue:{other.uuid}": at})
    queues = {one.stream: one for one in told.frames if one.stream[:6] == "queue:"}
    first, second = queues[f"queue:{derm.uuid}"], queues[f"queue:{other.uuid}"]
    assert [row["question"] for row in first.put] == [str(one)]
    assert [row["question"] for row in second.put] == [str(two)]
    assert (first.since, second.since) == (None, at)


def test_a_member_who_is_removed_while_he_says_hello_gets_nothing(
    alice: Person, jeanne: Person, derm: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending(jeanne, derm)
    real = queue_rows.read

    def read_then_removed(wanted: Any) -> Any:
        found = list(real(wanted))
        GroupMember.objects.filter(user=alice.id).update(removed_at=timezone.now())
        return found

    monkeypatch.setattr(queue_rows, "read", read_then_removed)
    assert greeted(alice, derm) == Gone(f"queue:{derm.uuid}")


def test_a_hello_asks_few_questions(
    alice: Person,
    erin: Person,
    jeanne: Person,
    derm: Group,
    django_assert_max_num_queries,
) -> None:
    have = {}
    for n in range(4):
        group = experts(erin, alice, name=f"Groupe {n}")
        have[f"queue:{group.uuid}"] = version(group)
        pending(jeanne, group)
    hello(alice)
    with django_assert_max_num_queries(10):
        hello(alice, have)


@pytest.mark.parametrize("is_known", [False, True])
def test_a_hello_asks_as_often_for_many_queues_and_questions_as_for_one(
    is_known: bool, alice: Person, erin: Person, jeanne: Person, derm: Group
) -> None:
    def asked(n_groups: int) -> int:
        """Grow, then count what a hello asks that lacks the last of it."""
        have = {}
        for n in range(n_groups):
            group = experts(erin, alice, name=f"Groupe {n}")
            if is_known:
                have[f"queue:{group.uuid}"] = version(group)
            for _ in range(n_groups):
                pending(jeanne, group)
        with CaptureQueriesContext(connection) as queries:
            told = hello(alice, have)
        rows = [len(one.put) for one in told.frames if one.stream[:6] == "queue:"]
        assert sum(rows) >= n_groups**2
        return len(queries)

    pending(jeanne, derm)
    hello(alice)
    assert asked(1) == asked(5) <= 10


def backdate() -> None:
    """All of this was long ago."""
    at = timezone.now() - LONG_AGO
    Conversation.objects.update(moved_at=at)
    Entry.objects.update(at=at)
    Inbox.objects.update(moved_at=at)
    Group.objects.update(queue_moved_at=at)
    GroupMember.objects.exclude(removed_at=None).update(removed_at=at)


def swept(*people: Person) -> list[Bell]:
    since = timezone.now() - timedelta(minutes=1)
    found = moved([person.id for person in people], since)
    return [bell for bell in found if bell.stream.startswith("queue:")]


def test_the_sweep_repairs_lost_bells(
    alice: Person, nina: Person, jeanne: Person, derm: Group
) -> None:
    backdate()
    assert swept(alice, nina, jeanne) == []
    pending(jeanne, derm)
    [bell] = swept(alice, nina, jeanne)
    assert (bell.head, bell.to) == (version(derm), ((alice.id, 1),))


def test_the_sweep_finds_who_was_removed(
    alice: Person,
    bob: Person,
    carol: Person,
    erin: Person,
    derm: Group,
    clinic: Organisation,
) -> None:
    remove(erin, derm, carol)
    backdate()
    remove(erin, derm, alice)
    end(bob, clinic)
    gone = {bell.gone for bell in swept(alice, bob, carol) if bell.gone}
    assert gone == {((one.id, version(derm) - 1),) for one in (alice, bob)}


def test_who_came_back_is_not_removed(
    alice: Person, erin: Person, derm: Group, team: Group
) -> None:
    remove(erin, derm, alice)
    add(erin, derm, alice)
    assert not [bell for bell in swept(alice) if bell.gone]


def test_a_sweep_is_five_queries(
    alice: Person, jeanne: Person, derm: Group, django_assert_num_queries
) -> None:
    pending(jeanne, derm)
    with django_assert_num_queries(5):
        list(moved([alice.id, jeanne.id], timezone.now() - LONG_AGO))
