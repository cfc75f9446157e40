"""Everything that may happen to a question at the instant when it is taken."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from accounts.people import Person
from groups.actions.changing import change_group
from groups.models import Group
from groups.schemas import ChangeGroup
from tests.groups import question_acts as acts
from tests.groups.question_acts import ask, claim, experts, pending
from tests.races.questions import (
    N_ROUNDS,
    at_once,
    require_its_readers,
    require_one_outcome,
    require_whole,
)

pytestmark = pytest.mark.django_db(transaction=True)


def switch(by: Person, group: Group, **wanted: Any) -> None:
    asked = ChangeGroup.model_validate(wanted)
    change_group(by=by, group_id=group.uuid, asked=asked)


@pytest.mark.parametrize("choice", ["leave", "move", "close"])
def test_claims_and_asking_against_deactivating_the_group(
    many: list[Person],
    erin: Person,
    jeanne: Person,
    thomas: Person,
    ward: Group,
    choice: str,
) -> None:
    """Taken, moved, closed or left: each question once, none comes in behind."""
    other = experts(erin, many[-1], name="Pharmacie")
    pending_: Any = {
        "leave": "leave",
        "move": {"move_to": str(other.uuid)},
        "close": {"close_with": "Le groupe est fermé."},
    }[choice]
    for _ in range(N_ROUNDS):
        questions = [pending(jeanne, ward) for _ in range(2)]
        asked, switched, *claims = at_once(
            partial(ask, thomas, ward),
            partial(switch, erin, ward, active=False, pending=pending_),
            *[partial(claim, one, q) for one in many[:3] for q in questions],
        )
        assert switched is None
        for place, question in enumerate(questions):
            require_one_outcome(question, many[:3], claims[place::2])
            require_its_readers(question, [*many[:4], many[-1]])
        if asked != "group_inactive":
            questions.append(asked.question)
        for question in questions:
            row = require_whole(question)
            assert row.state in {"claimed", "closed", "pending"}
            if choice == "move" and row.state == "pending":
                assert row.group_id == other.pk
            if choice == "close":
                assert row.state != "pending"
        switch(erin, ward, active=True)


def test_moving_questions_both_ways_at_once(
    many: list[Person], erin: Person, jeanne: Person, ward: Group
) -> None:
    """Two administrators, two groups: locks are taken in one order."""
    other = experts(erin, *many[:3], name="Pharmacie")
    for _ in range(N_ROUNDS):
        here, there = pending(jeanne, ward), pending(jeanne, other)
        at_once(
            partial(
                switch, erin, ward, active=False, pending={"move_to": str(other.uuid)}
            ),
            partial(
                switch, erin, other, active=False, pending={"move_to": str(ward.uuid)}
            ),
            *[partial(claim, one, q) for one in many[:2] for q in (here, there)],
        )
        for question in (here, there):
            require_whole(question)
        for group in (ward, other):
            switch(erin, group, active=True)


def test_releasing_and_claiming_again_at_once(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    question = pending(jeanne, ward)
    claim(many[0], question)
    for _ in range(N_ROUNDS):
        holder = next(one for one in many if one.id == acts.row(question).assignee_id)
        at_once(
            partial(acts.release, holder, question),
            *[partial(claim, one, question) for one in many[:4]],
        )
        row = require_whole(question)
        if row.state == "pending":
            claim(many[0], question)


def test_reopening_against_closing_and_writing(
    many: list[Person], jeanne: Person, ward: Group
) -> None:
    question = pending(jeanne, ward)
    claim(many[0], question)
    for _ in range(N_ROUNDS):
        at_once(
            partial(acts.close, many[0], question),
            partial(acts.reopen, jeanne, question),
            partial(acts.send, jeanne, question),
            partial(acts.send, many[0], question),
        )
        assert require_whole(question).state in {"claimed", "closed"}
        if acts.state(question) == "closed":
            acts.reopen(many[0], question)
