"""Any sequence of acts on questions by several people: who reads what, after each.

At most one assignee, exactly the right readers of every text (each carries a canary of
its own), and counts that are those of the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chat import queries
from chat.inbox_schemas import InboxFilter
from chat.models import Participant
from groups import queries as group_queries
from groups.actions.changing import change_group
from groups.models import Question
from groups.question_queries import question_detail
from groups.queues import queue_stream
from groups.schemas import ChangeGroup
from lib.errors import DomainError, NotFound
from tests import factories
from tests.groups import question_acts as acts
from tests.groups.acts import add, end, remove
from tests.groups.question_machine import OK, Asked, Ideal
from tests.groups.surfaces import reading, shown

EXPERTS = ("alice", "bob", "carol")
PEOPLE = (*EXPERTS, "nina", "jeanne", "dave")
who = st.sampled_from(PEOPLE)
expert = st.sampled_from(EXPERTS)
place = st.integers(0, 9)
is_said = st.booleans()


def outcome(act: Callable[..., Any], *args: Any, **more: Any) -> str:
    try:
        act(*args, **more)
    except DomainError as refusal:
        return refusal.code
    return OK


def canary() -> str:
    return f"canari-{uuid4().hex}"


class Ward(RuleBasedStateMachine):
    """One expert group; alice and bob are in it, nina and jeanne ask."""

    def __init__(self) -> None:
        super().__init__()
        self.clinic = factories.organisation()
        elsewhere = factories.organisation()
        self.erin = factories.administrator(self.clinic)
        self.people = {
            name: factories.practitioner(self.clinic, first_name=name)
            for name in (*EXPERTS, "nina")
        }
        self.people["jeanne"] = factories.patient(self.clinic)
        self.people["dave"] = factories.practitioner(elsewhere)
        first = [self.people[name] for name in ("alice", "bob")]
        self.group = acts.experts(self.erin, *first)
        self.ideal = Ideal({"alice", "bob"}, set(PEOPLE) - {"dave"})

    def one(self, place: int) -> Asked:
        return self.ideal.questions[place % len(self.ideal.questions)]

    @precondition(lambda self: len(self.ideal.questions) < 3)
    @rule(name=st.sampled_from(("jeanne", "nina", "alice", "dave")))
    def ask(self, name: str) -> None:
        title, text = canary(), canary()
        person, expected = self.people[name], self.ideal.may_ask(name)
        if expected != OK:
            done = outcome(acts.ask, person, self.group, text, title=title)
            assert done == expected
            return
        asked = acts.ask(person, self.group, text, title=title)
        self.ideal.questions.append(Asked(asked.question, name, [title, text]))

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place)
    def read(self, name: str, place: int) -> None:
        one = self.one(place)
        is_reader = name in self.ideal.readers(one)
        expected = OK if is_reader else "not_found"
        assert outcome(question_detail, self.people[name], one.id) == expected

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place, is_said=is_said)
    def claim(self, name: str, place: int, is_said: bool) -> None:
        one, text = self.one(place), canary() if is_said else None
        expected = self.ideal.claim(name, one, text)
        assert outcome(acts.answer, self.people[name], one.id, text) == expected

    @precondition(lambda self: self.ideal.questions)
    @rule(name=expert, place=place)
    def take(self, name: str, place: int) -> None:
        self.claim(name, place, is_said=False)

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place)
    def send(self, name: str, place: int) -> None:
        one, text = self.one(place), canary()
        expected = self.ideal.send(name, one, text)
        assert outcome(acts.send, self.people[name], one.id, text) == expected

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place)
    def release(self, name: str, place: int) -> None:
        one = self.one(place)
        expected = self.ideal.release(name, one)
        assert outcome(acts.release, self.people[name], one.id) == expected

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place)
    def withdraw(self, name: str, place: int) -> None:
        one = self.one(place)
        expected = self.ideal.withdraw(name, one)
        assert outcome(acts.withdraw, self.people[name], one.id) == expected

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place, is_said=is_said)
    def close(self, name: str, place: int, is_said: bool) -> None:
        one, text = self.one(place), canary() if is_said else None
        last = {"message": text, "client_id": uuid4()} if text else {}
        expected = self.ideal.close(name, one, text)
        assert outcome(acts.close, self.people[name], one.id, **last) == expected

    @precondition(lambda self: self.ideal.questions)
    @rule(place=place)
    def finish(self, place: int) -> None:
        """Closed by whose it is: the others rarely are."""
        self.close(self.one(place).assignee or "alice", place, is_said=False)

    @precondition(lambda self: self.ideal.questions)
    @rule(name=who, place=place)
    def reopen(self, name: str, place: int) -> None:
        one = self.one(place)
        expected = self.ideal.reopen(name, one)
        assert outcome(acts.reopen, self.people[name], one.id) == expected

    @rule(name=expert)
    def add_member(self, name: str) -> None:
        expected = OK if name in self.ideal.present else "not_found"
        assert outcome(add, self.erin, self.group, self.people[name]) == expected
        if expected == OK:
            self.ideal.members.add(name)

    @rule(name=st.sampled_from(("alice", "bob")))
    def remove_member(self, name: str) -> None:
        expected = self.ideal.remove(name)
        assert outcome(remove, self.erin, self.group, self.people[name]) == expected

    @precondition(lambda self: len(self.ideal.present) > 4)
    @rule(name=expert)
    def depart(self, name: str) -> None:
        if name in self.ideal.present:
            end(self.people[name], self.clinic)
            self.ideal.depart(name)

    @rule(is_closed=st.booleans())
    def off(self, is_closed: bool) -> None:
        text = canary()
        pending = {"close_with": text} if is_closed else "leave"
        wanted = ChangeGroup.model_validate({"active": False, "pending": pending})
        change_group(by=self.erin, group_id=self.group.uuid, asked=wanted)
        self.ideal.switch_off(text if is_closed else None)

    @rule()
    def on(self) -> None:
        wanted = ChangeGroup(active=True)
        expected = self.ideal.switch_on()
        done = outcome(
            change_group, by=self.erin, group_id=self.group.uuid, asked=wanted
        )
        assert done == expected

    @invariant()
    def each_is_in_one_state_with_one_expert_at_most(self) -> None:
        for one in self.ideal.questions:
            row = acts.row(one.id)
            assert acts.state(one.id) == one.state
            assignee = self.people[one.assignee].id if one.assignee else None
            assert row.assignee_id == assignee
            assert acts.takes_part(one.id) == {self.people[n].id for n in one.those}

    @invariant()
    def exactly_the_right_people_read_each_text(self) -> None:
        for name, person in self.people.items():
            told = "".join(
                [
                    shown(partial(queries.drafts, person)),
                    shown(partial(self.queue_of, person)),
                    *(self.read_by(person, one) for one in self.ideal.questions),
                ]
            )
            self.require_right(name, told)

    def queue_of(self, person: Any) -> Any:
        stream = queue_stream(self.group.uuid)
        return acts.QUEUE.catch_up(person, stream, self.group.pk, None)

    def read_by(self, person: Any, one: Asked) -> str:
        return shown(lambda: question_detail(person, one.id)) + shown(
            lambda: queries.history(person, one.id)
        )

    def require_right(self, name: str, told: str) -> None:
        for text, readers in self.ideal.texts().items():
            assert (text in told) == (name in readers), (name, text)
        for text, owner in self.ideal.drafts.items():
            assert (text in told) == (name == owner)

    @invariant()
    def counts_are_those_of_the_rows(self) -> None:
        rows = Question.objects.filter(group=self.group, state="pending")
        n_pending = rows.count()
        waiting = [one for one in self.ideal.questions if one.state == "pending"]
        assert len(acts.queue_of(self.group)) == n_pending == len(waiting)
        for name in self.ideal.members:
            detail = group_queries.group_detail(self.people[name], self.group.uuid)
            assert detail.n_pending == n_pending  # type: ignore[union-attr]
        for name, person in self.people.items():
            page = queries.inbox_page(person, InboxFilter(limit=100))
            seats = Participant.objects.filter(user=person.id, left_seq=None)
            assert len(page.items) == seats.count(), name

    def teardown(self) -> None:
        """On every surface there is, once."""
        for name, person in self.people.items():
            told = "".join(reading(person, [self.group]).values())
            self.require_right(name, told)
        stranger = self.people["dave"]
        with pytest.raises(NotFound):
            group_queries.queue_of(stranger, self.group.uuid)
        assert queue_stream(self.group.uuid) not in shown(lambda: acts.hello(stranger))


@pytest.mark.timeout(600)
@pytest.mark.django_db
def test_whatever_happens_each_reads_what_is_his() -> None:
    run_state_machine_as_test(
        Ward,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
