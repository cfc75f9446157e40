"""One question, many experts, at the same instant: one winner, and nothing for others.

Real threads with connections of their own. S2-14 … S2-16, S2-28, S2-34, S2-40.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest
from django.db import OperationalError

from accounts.actions.deactivating import deactivate
from accounts.models import Organisation
from accounts.people import Person
from chat.models import Draft
from groups.actions.claiming import claim_question
from groups.models import Group
from lib import db
from lib.db import is_deadlock
from tests.groups import question_acts as acts
from tests.groups.acts import end, remove
from tests.groups.question_acts import ask, claim, pending
from tests.groups.surfaces import reading
from tests.races.questions import (
    N_ROUNDS,
    at_once,
    require_its_readers,
    require_one_outcome,
    require_whole,
)

N_QUESTIONS = 50

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_who_claim_at_once_one_wins(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    question = ask(jeanne, ward, "canari-3f7", title="canari-3f7").question
    outcomes = at_once(
        *[partial(acts.answer, one, question, f"Je réponds {one.id}") for one in many]
    )
    lost = Counter(one for one in outcomes if isinstance(one, str))
    assert lost == {"already_claimed": len(many) - 1}
    row = require_whole(question)
    [place] = [at for at, one in enumerate(outcomes) if not isinstance(one, str)]
    assert row.assignee_id == many[place].id
    assert acts.log(question) == ["asked", "message", "claimed", "message"]
    losers = [one for one in many if one.id != row.assignee_id]
    kept = dict(Draft.objects.values_list("user_id", "text"))
    assert kept == {one.id: f"Je réponds {one.id}" for one in losers}
    for loser in losers[::9]:
        assert "canari-3f7" not in str(reading(loser, [ward]))


def test_fifty_questions_in_a_row_without_a_deadlock(
    many: list[Person],
    jeanne: Person,
    thomas: Person,
    ward: Group,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By claims and by first messages, while others are asked; none is repeated."""
    failures: list[Exception] = []

    def noted(error: OperationalError) -> bool:
        failures.append(error)
        return is_deadlock(error)

    monkeypatch.setattr(db, "is_deadlock", noted)
    few = many[:10]
    for number in range(N_QUESTIONS):
        asker, other = (jeanne, thomas)[:: 1 if number % 2 else -1]
        question = pending(asker, ward)
        ways = [acts.send, acts.claim]
        outcomes = at_once(
            *[partial(ways[at % 2], one, question) for at, one in enumerate(few)],
            partial(ask, other, ward),
        )
        lost = [one for one in outcomes if isinstance(one, str)]
        assert lost == ["already_claimed"] * (len(few) - 1)
        require_whole(question)
    assert failures == []


def test_the_winners_devices_all_win(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    """One intention from many devices, and several intentions of one person."""
    question, name = pending(jeanne, ward), uuid4()
    again = partial(
        claim_question,
        expert=many[0],
        question_id=question,
        client_id=name,
        text="Bonjour",
    )
    outcomes = at_once(*[again] * 6, *[partial(claim, many[0], question)] * 6)
    assert {one.seq for one in outcomes} == {3}
    assert sum(one.is_new for one in outcomes[:6]) == 1
    assert acts.log(question).count("claimed") == 1
    assert acts.log(question).count("message") == 2


def test_one_intention_asks_and_closes_once(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    for _ in range(N_ROUNDS):
        asked = at_once(*[partial(ask, jeanne, ward, client_id=uuid4())] * 6)
        assert sum(one.is_new for one in asked) == 1
        [question] = {one.question for one in asked}
        claim(many[0], question)
        last = {"message": "Fini", "client_id": uuid4()}
        closed = at_once(*[partial(acts.close, many[0], question, **last)] * 6)
        assert sum(one.is_new for one in closed) == 1
        require_whole(question)


def test_one_name_for_two_acts_at_once_is_used_once(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    for _ in range(N_ROUNDS):
        one, two = pending(jeanne, ward), pending(jeanne, ward)
        claim(many[0], two)
        name = uuid4()
        outcomes = at_once(
            partial(claim_question, expert=many[0], question_id=one, client_id=name),
            partial(acts.close, many[0], two, message="Fini", client_id=name),
        )
        assert outcomes.count("client_id_reused") == 1
        for question in (one, two):
            require_whole(question)


def test_a_claim_against_withdrawing(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    for _ in range(N_ROUNDS):
        question = pending(jeanne, ward)
        withdrawn, *claims = at_once(
            partial(acts.withdraw, jeanne, question),
            *[partial(claim, one, question) for one in many[:4]],
        )
        row = require_whole(question)
        require_one_outcome(question, many[:4], claims)
        require_its_readers(question, many[:5])
        if row.state == "withdrawn":
            assert not isinstance(withdrawn, str)
        else:
            assert (row.state, withdrawn) == ("claimed", "question_taken")


def test_a_claim_against_removing_the_member(
    many: list[Person], erin: Person, jeanne: Person, ward: Group
) -> None:
    """Who is removed first takes nothing; the count that is told is right."""
    for one in many[:N_ROUNDS]:
        question = pending(jeanne, ward)
        taken, n_open = at_once(
            partial(claim, one, question), partial(remove, erin, ward, one)
        )
        row = require_whole(question)
        assert (row.assignee_id == one.id) == (taken != "not_found")
        assert n_open == (1 if row.assignee_id else 0)
        require_its_readers(question, [one, many[-1]])


def test_a_claim_against_the_end_of_a_membership(
    many: list[Person], clinic: Organisation, jeanne: Person, ward: Group
) -> None:
    for one in many[:N_ROUNDS]:
        question = pending(jeanne, ward)
        taken, _ = at_once(partial(claim, one, question), partial(end, one, clinic))
        row = require_whole(question)
        # Not taken, or returned with all that he had taken.
        assert row.state == "pending"
        assert (acts.log(question)[-1] == "released") == (taken != "not_found")


def test_a_claim_against_closing_the_account(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    for one in many[:N_ROUNDS]:
        question = pending(jeanne, ward)
        taken, _ = at_once(
            partial(claim, one, question),
            partial(deactivate, actor=None, user_id=one.id),
        )
        row = require_whole(question)
        assert (row.state == "pending") == (taken == "not_found")
