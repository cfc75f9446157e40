"""Administrators, members and askers at the same instant: one outcome for all."""

from __future__ import annotations

from functools import partial

import pytest

from accounts.people import Person
from groups.models import Group, Question
from tests.groups import question_acts as questions
from tests.groups.acts import change, members, remove
from tests.groups.question_acts import experts, pending, queue_of
from tests.groups.together import at_once

ROUNDS = 5

pytestmark = pytest.mark.django_db(transaction=True)


def test_asking_a_group_that_is_being_closed_leaves_nothing_behind(
    erin: Person, alice: Person, jeanne: Person, thomas: Person
) -> None:
    closing = {"active": False, "pending": {"close_with": "Fermé."}}
    for _ in range(ROUNDS):
        group = experts(erin, alice)
        outcomes = at_once(
            partial(change, erin, group, **closing),
            partial(pending, jeanne, group),
            partial(pending, thomas, group),
        )
        assert outcomes[0] is None
        asked = Question.objects.filter(group=group)
        assert asked.count() == sum(one != "group_inactive" for one in outcomes[1:])
        assert set(asked.values_list("state", flat=True)) <= {"closed"}


def test_the_last_two_are_not_both_removed(
    erin: Person, alice: Person, bob: Person
) -> None:
    for _ in range(ROUNDS):
        group = experts(erin, alice, bob)
        outcomes = at_once(
            partial(remove, erin, group, alice),
            partial(remove, erin, group, bob),
        )
        assert sorted(map(str, outcomes)) == ["0", "needs_an_expert"]
        assert len(members(group)) == 1


def test_who_is_removed_while_he_claims_has_it_counted_or_has_it_not(
    erin: Person, alice: Person, bob: Person, jeanne: Person
) -> None:
    for _ in range(ROUNDS):
        group = experts(erin, alice, bob)
        question = pending(jeanne, group)
        n_open, claimed = at_once(
            partial(remove, erin, group, bob),
            partial(questions.claim, bob, question),
        )
        assert n_open == (0 if claimed == "not_found" else 1)
        assert questions.state(question) == ("claimed" if n_open else "pending")


def test_two_groups_that_send_each_other_their_questions(
    erin: Person, alice: Person, bob: Person, jeanne: Person
) -> None:
    for _ in range(ROUNDS):
        one, other = experts(erin, alice), experts(erin, bob)
        asked = {str(pending(jeanne, group)) for group in (one, other, one)}
        outcomes = at_once(
            partial(_send_away, erin, one, other),
            partial(_send_away, erin, other, one),
        )
        assert sorted(map(str, outcomes)) == ["None", "group_inactive"]
        assert {*queue_of(one), *queue_of(other)} == asked
        assert [] in (queue_of(one), queue_of(other))


def _send_away(by: Person, group: Group, target: Group) -> None:
    change(by, group, active=False, pending={"move_to": target.uuid})
