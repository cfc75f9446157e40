"""A member is taken out; another one has what he had taken (S2-28)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import pytest

from accounts.models import AuditEvent
from accounts.people import Person
from groups.actions.removing import remove_member
from groups.models import Group
from groups.question_queries import question_detail
from lib.errors import DomainError
from tests.groups import question_acts as acts
from tests.groups.acts import audited, members, remove
from tests.groups.question_acts import claim, close, experts, pending, send, taken
from tests.groups.together import at_once

ROUNDS = 5


def replace(by: Person, group: Group, user: Person, heir: Person) -> int | None:
    return remove_member(
        by=by, group_id=group.uuid, user_id=user.uuid, transfer_to=heir.uuid
    ).n_open


def refused(work: partial[Any]) -> str:
    with pytest.raises(DomainError) as refusal:
        work()
    return refusal.value.code


@pytest.fixture
def question(jeanne: Person, derm: Group, alice: Person) -> UUID:
    question = taken(jeanne, derm, alice)
    send(alice, question, "Montrez-moi.")
    return question


def test_the_heir_has_the_whole_exchange_and_the_first_expert_none_of_it(
    erin: Person,
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
    question: UUID,
) -> None:
    assert replace(erin, derm, alice, bob) == 0
    assert alice.id not in members(derm)
    assert acts.row(question).assignee_id == bob.id
    assert acts.state(question) == "claimed"
    assert acts.takes_part(question) == {jeanne.id, bob.id}
    assert acts.log(question)[-1] == "transferred"
    assert acts.texts(bob, question) == [acts.TEXT, "Montrez-moi."]
    send(bob, question, "Je prends la suite.")
    assert acts.texts(jeanne, question)[-1] == "Je prends la suite."
    assert refused(partial(send, alice, question)) == "not_found"
    assert audited(derm)[-2:] == [
        "groups.questions.transferred",
        "groups.member.removed",
    ]
    told = AuditEvent.objects.get(verb="groups.questions.transferred").data
    assert told == {"n": 1, "person": str(alice.uuid), "to": str(bob.uuid)}


def test_what_waits_and_what_is_closed_stays_where_it_is(
    erin: Person,
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
    question: UUID,
) -> None:
    waits, done = pending(jeanne, derm), taken(jeanne, derm, alice)
    close(alice, done)
    replace(erin, derm, alice, bob)
    assert acts.state(waits) == "pending"
    assert acts.row(done).assignee_id == alice.id
    assert acts.takes_part(done) == {jeanne.id, alice.id}


def test_who_was_answered_before_is_not_put_back_in_the_queue(
    erin: Person,
    alice: Person,
    bob: Person,
    jeanne: Person,
    derm: Group,
    question: UUID,
) -> None:
    silent = taken(jeanne, derm, alice)
    replace(erin, derm, alice, bob)
    assert not question_detail(bob, question).can_release
    assert refused(partial(acts.release, bob, question)) == "already_answered"
    assert question_detail(bob, silent).can_release
    acts.release(bob, silent)
    assert acts.state(silent) == "pending"


def test_the_heir_who_presses_answer_finds_it_his(
    erin: Person, alice: Person, bob: Person, derm: Group, question: UUID
) -> None:
    replace(erin, derm, alice, bob)
    claimed = claim(bob, question, "Me voici.")
    assert acts.texts(bob, question)[-1] == "Me voici."
    assert claimed.message is not None
    close(bob, question)
    assert acts.state(question) == "closed"


def test_nobody_inherits_his_own_question(
    erin: Person, alice: Person, bob: Person, derm: Group
) -> None:
    """S2-30: it stays with who has taken it."""
    own = taken(bob, derm, alice)
    assert replace(erin, derm, alice, bob) == 1
    assert acts.row(own).assignee_id == alice.id
    send(alice, own, "Je réponds encore.")


def test_a_former_member_gives_later_what_he_kept(
    erin: Person, alice: Person, bob: Person, derm: Group, question: UUID
) -> None:
    assert remove(erin, derm, alice) == 1
    assert replace(erin, derm, alice, bob) == 0
    assert replace(erin, derm, alice, bob) == 0
    assert acts.log(question).count("transferred") == 1


def test_only_an_administrator_gives_and_only_an_expert_of_the_group_gets(
    erin: Person,
    alice: Person,
    bob: Person,
    nina: Person,
    jeanne: Person,
    derm: Group,
    team: Group,
    question: UUID,
) -> None:
    for person, code in ((bob, "administrators_only"), (jeanne, "administrators_only")):
        assert refused(partial(replace, person, derm, alice, bob)) == code
    for heir in (nina, alice, jeanne):
        assert refused(partial(replace, erin, derm, alice, heir)) == "not_found"
    assert refused(partial(replace, alice, team, bob, alice)) == "invalid_request"
    assert acts.row(question).assignee_id == alice.id
    assert alice.id in members(derm)


@pytest.mark.django_db(transaction=True)
def test_what_he_takes_while_he_is_replaced_is_the_heirs_or_waits(
    erin: Person, alice: Person, bob: Person, jeanne: Person
) -> None:
    for _ in range(ROUNDS):
        group = experts(erin, alice, bob)
        old, new = taken(jeanne, group, alice), pending(jeanne, group)
        n_open, claimed = at_once(
            partial(replace, erin, group, alice, bob),
            partial(claim, alice, new),
        )
        assert n_open == 0
        assert acts.row(old).assignee_id == bob.id
        is_late = claimed == "not_found"
        assert acts.state(new) == ("pending" if is_late else "claimed")
        assert acts.row(new).assignee_id == (None if is_late else bob.id)


@pytest.mark.django_db(transaction=True)
def test_an_heir_who_is_removed_at_that_moment_inherits_nothing(
    erin: Person, alice: Person, bob: Person, carol: Person, jeanne: Person
) -> None:
    for _ in range(ROUNDS):
        group = experts(erin, alice, bob, carol)
        question = taken(jeanne, group, alice)
        n_open, gone = at_once(
            partial(replace, erin, group, alice, bob),
            partial(remove, erin, group, bob),
        )
        expected = alice if n_open == "not_found" else bob
        assert acts.row(question).assignee_id == expected.id
        assert gone == (1 if expected is bob else 0)


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_each_other_everything(
    erin: Person, alice: Person, bob: Person, jeanne: Person
) -> None:
    for _ in range(ROUNDS):
        group = experts(erin, alice, bob)
        asked = [taken(jeanne, group, alice), taken(jeanne, group, bob)]
        outcomes = at_once(
            partial(replace, erin, group, alice, bob),
            partial(replace, erin, group, bob, alice),
        )
        assert sorted(map(str, outcomes)) == ["0", "not_found"]
        left = bob if outcomes[0] == 0 else alice
        assert {acts.row(one).assignee_id for one in asked} == {left.id}
        assert members(group) == {left.id}


@pytest.mark.django_db(transaction=True)
def test_what_is_closed_at_that_moment_is_closed_once(
    erin: Person, alice: Person, bob: Person, jeanne: Person
) -> None:
    for _ in range(ROUNDS):
        group = experts(erin, alice, bob)
        question = taken(jeanne, group, alice)
        _, closed = at_once(
            partial(replace, erin, group, alice, bob), partial(close, alice, question)
        )
        is_transferred = "transferred" in acts.log(question)
        assert is_transferred == (closed in ("not_found", "not_the_assignee"))
        assert acts.state(question) == ("claimed" if is_transferred else "closed")
