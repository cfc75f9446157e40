"""A group is deactivated: what becomes of its pending questions (S2-34)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from accounts.models import AuditEvent, Organisation
from accounts.people import Person
from chat.models import Entry
from groups.errors import AdministratorsOnly, GroupInactive, PendingQuestions
from groups.models import Group
from lib.errors import InvalidRequest, NotFound, Unavailable
from tests import factories
from tests.chat.conftest import Listening
from tests.groups import question_acts as questions
from tests.groups.acts import audited, change, end
from tests.groups.question_acts import (
    experts,
    log,
    pending,
    queue_of,
    row,
    state,
    taken,
)


def pause(by: Person, group: Group, choice: Any = None) -> None:
    change(by, group, active=False, pending=choice)


@pytest.fixture
def other(erin: Person, carol: Person) -> Group:
    return experts(erin, carol, name="Plaies", public_name="Les plaies")


@pytest.fixture
def question(jeanne: Person, derm: Group) -> UUID:
    return pending(jeanne, derm)


def test_it_must_be_said_what_becomes_of_them(
    erin: Person, derm: Group, question: UUID
) -> None:
    before = audited(derm)
    with pytest.raises(PendingQuestions) as refused:
        pause(erin, derm)
    assert refused.value.detail == {"n": 1}
    derm.refresh_from_db()
    assert derm.is_active
    assert audited(derm) == before


def test_left_to_the_members_they_can_still_be_taken(
    erin: Person, alice: Person, jeanne: Person, derm: Group, question: UUID
) -> None:
    pause(erin, derm, "leave")
    assert queue_of(derm) == [str(question)]
    with pytest.raises(GroupInactive):
        pending(jeanne, derm)
    questions.claim(alice, question)
    assert state(question) == "claimed"


def test_moved_they_wait_in_the_other_queue_and_no_more_in_this_one(
    erin: Person,
    alice: Person,
    carol: Person,
    derm: Group,
    other: Group,
    question: UUID,
) -> None:
    pause(erin, derm, {"move_to": other.uuid})
    assert (queue_of(derm), queue_of(other)) == ([], [str(question)])
    assert log(question) == ["asked", "message", "moved"]
    moved = Entry.objects.get(conversation=row(question).pk, kind="moved")
    assert moved.data == {"group": {"id": str(other.uuid), "name": "Les plaies"}}
    with pytest.raises(NotFound):
        questions.claim(alice, question)
    questions.claim(carol, question)
    assert state(question) == "claimed"


def test_both_groups_members_and_the_requester_see_it_at_once(
    erin: Person,
    carol: Person,
    jeanne: Person,
    derm: Group,
    other: Group,
    question: UUID,
    listening: Listening,
) -> None:
    with listening() as news:
        pause(erin, derm, {"move_to": other.uuid})
    bells = {bell.stream: bell for bell in news}
    assert bells.keys() == {
        f"queue:{derm.uuid}",
        f"queue:{other.uuid}",
        f"conversation:{question}",
    }
    assert bells[f"conversation:{question}"].to == ((jeanne.id, 1),)
    assert bells[f"queue:{other.uuid}"].to == ((carol.id, 1),)
    for group in (derm, other):
        bell = bells[f"queue:{group.uuid}"]
        assert questions.QUEUE.pull(group.pk, bell.head - 1).since is None


def test_closed_with_a_message_the_requester_reads_why(
    erin: Person, alice: Person, jeanne: Person, derm: Group, question: UUID
) -> None:
    pause(erin, derm, {"close_with": "Adressez-vous à votre médecin."})
    assert log(question) == ["asked", "message", "message", "closed"]
    assert state(question) == "closed"
    assert questions.texts(jeanne, question)[-1] == "Adressez-vous à votre médecin."
    assert queue_of(derm) == []
    with pytest.raises(NotFound):
        questions.claim(alice, question)


def test_what_is_taken_goes_on(
    erin: Person, alice: Person, jeanne: Person, derm: Group
) -> None:
    question = taken(jeanne, derm, alice)
    pause(erin, derm, {"close_with": "Fermé."})
    assert state(question) == "claimed"
    questions.send(jeanne, question)
    questions.close(alice, question)


def test_those_that_were_left_can_be_settled_later(
    erin: Person, derm: Group, question: UUID
) -> None:
    pause(erin, derm, "leave")
    pause(erin, derm)
    pause(erin, derm, {"close_with": "Fermé."})
    assert state(question) == "closed"
    data = AuditEvent.objects.filter(verb="groups.group.deactivated")
    assert list(data.order_by("pk").values_list("data", flat=True)) == [
        {"n_pending": 1, "pending": "left"},
        {"n_pending": 1, "pending": "closed"},
    ]


def test_they_move_within_the_organisation_to_a_group_that_is_active(
    hospital: Organisation,
    clinic: Organisation,
    erin: Person,
    alice: Person,
    dave: Person,
    derm: Group,
    other: Group,
    question: UUID,
) -> None:
    both = factories.administrator(hospital, clinic)
    there = experts(both, dave, organisation=hospital.uuid)
    for admin, target, refusal in (
        (erin, derm.uuid, InvalidRequest),
        (both, there.uuid, InvalidRequest),
        (erin, there.uuid, NotFound),
        (alice, other.uuid, AdministratorsOnly),
    ):
        with pytest.raises(refusal):
            pause(admin, derm, {"move_to": target})
    pause(erin, other)
    with pytest.raises(GroupInactive):
        pause(erin, derm, {"move_to": other.uuid})
    assert queue_of(derm) == [str(question)]


def test_one_that_comes_while_the_others_are_locked_is_not_forgotten(
    erin: Person, derm: Group, question: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groups.access._held", lambda questions, keys: [])
    with pytest.raises(Unavailable):
        pause(erin, derm, {"close_with": "Fermé."})
    assert state(question) == "pending"
    monkeypatch.undo()
    pause(erin, derm, {"close_with": "Fermé."})
    assert state(question) == "closed"


def test_without_members_they_wait(
    clinic: Organisation, erin: Person, alice: Person, carol: Person, jeanne: Person
) -> None:
    group = experts(erin, alice)
    question = pending(jeanne, group)
    end(alice, clinic)
    assert state(question) == "pending"
    target = experts(erin, carol)
    pause(erin, group, {"move_to": target.uuid})
    assert queue_of(target) == [str(question)]
