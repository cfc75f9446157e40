"""Administrators run expert groups, and nobody else does (S2-06, S2-28, S2-31)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from accounts.actions.deactivating import deactivate
from accounts.errors import NotAPractitioner
from accounts.models import AuditEvent, Organisation
from accounts.people import Person
from chat.errors import ClientIdReused
from groups import queries
from groups.actions.creating import create_group
from groups.errors import AdministratorsOnly, GroupIsFull, NeedsAnExpert
from groups.models import Group
from groups.schemas import CreateExpertGroup
from lib.errors import InvalidRequest, NotFound
from tests import factories
from tests.chat.conftest import Listening
from tests.groups import question_acts as questions
from tests.groups.acts import (
    add,
    audited,
    change,
    end,
    leave,
    managers,
    members,
    remove,
)
from tests.groups.question_acts import experts

CHANGES: list[dict[str, Any]] = [
    {"name": "Peau"},
    {"public_name": "La peau"},
    {"description": "Boutons, rougeurs"},
    {"specialty": "Dermatologie"},
    {"asked_by": ["patients"]},
    {"active": False},
]


def told(group: Group) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(object_id=str(group.uuid)).order_by("pk")
    return list(events.values_list("data", flat=True))


def bell_of(news: list[Any], group: Group) -> Any:
    [bell] = [one for one in news if one.stream == f"queue:{group.uuid}"]
    return bell


def test_an_administrator_makes_a_group_with_its_members(
    erin: Person, alice: Person, bob: Person
) -> None:
    group = experts(erin, alice, bob, asked_by=["patients"], specialty="Dermatologie")
    assert members(group) == {alice.id, bob.id}
    assert managers(group) == set()
    assert (group.is_open_to_patients, group.is_open_to_practitioners) == (True, False)
    assert (group.is_active, group.conversation) == (True, None)
    assert audited(group) == ["groups.group.created"] + ["groups.member.added"] * 2


def asked(**more: Any) -> CreateExpertGroup:
    told = {"kind": "expert", "name": "Peau", "asked_by": ["patients"]}
    return CreateExpertGroup.model_validate(told | more)


def test_only_administrators_of_the_organisation_make_one(
    clinic: Organisation,
    hospital: Organisation,
    alice: Person,
    dave: Person,
    erin: Person,
    jeanne: Person,
) -> None:
    wanted = {"organisation": clinic.uuid, "members": [alice.uuid]}
    for insider in (alice, jeanne):
        with pytest.raises(AdministratorsOnly):
            create_group(creator=insider, asked=asked(**wanted))
    for stranger in (dave, factories.administrator(hospital)):
        with pytest.raises(NotFound):
            create_group(creator=stranger, asked=asked(**wanted))
    elsewhere = wanted | {"organisation": hospital.uuid}
    with pytest.raises(NotFound):
        create_group(creator=erin, asked=asked(**elsewhere))
    assert not Group.objects.exists()


def test_experts_practise_in_the_groups_organisation(
    clinic: Organisation,
    hospital: Organisation,
    erin: Person,
    alice: Person,
    dave: Person,
    jeanne: Person,
) -> None:
    group = experts(erin, alice)
    both = factories.administrator(clinic, hospital)
    for admin, unknown in ((erin, dave), (both, dave), (erin, erin)):
        with pytest.raises(NotFound):
            add(admin, group, unknown)
    with pytest.raises(NotAPractitioner):
        add(erin, group, jeanne)
    assert members(group) == {alice.id}


def test_one_intention_makes_one_group(
    clinic: Organisation, erin: Person, alice: Person, bob: Person
) -> None:
    wanted: dict[str, Any] = {
        "organisation": clinic.uuid,
        "asked_by": ["patients", "practitioners"],
        "client_id": uuid4(),
    }
    first = create_group(creator=erin, asked=asked(**wanted, members=[alice.uuid]))
    again = create_group(
        creator=erin,
        asked=asked(
            **wanted | {"asked_by": ["practitioners", "patients"]},
            members=[alice.uuid, alice.uuid],
        ),
    )
    assert (first.is_new, again.is_new) == (True, False)
    assert first.group == again.group
    with pytest.raises(ClientIdReused):
        create_group(creator=erin, asked=asked(**wanted, members=[bob.uuid]))


@pytest.mark.parametrize("wanted", CHANGES, ids=str)
def test_a_change_is_audited_and_told_to_the_members_at_once(
    wanted: dict[str, Any], erin: Person, alice: Person, listening: Listening
) -> None:
    group = experts(erin, alice)
    n_events = len(audited(group))
    with listening() as news:
        change(erin, group, **wanted)
    assert len(audited(group)) == n_events + 1
    bell = bell_of(news, group)
    assert bell.to == ((alice.id, 1),)
    assert questions.QUEUE.pull(group.pk, bell.head - 1).since is None
    with listening() as news:
        change(erin, group, **wanted)
    assert (len(audited(group)), news) == (n_events + 1, [])


def test_the_audit_names_columns_and_no_text(erin: Person, alice: Person) -> None:
    group = experts(erin, alice)
    change(erin, group, name="canari", description="canari", asked_by=["patients"])
    assert audited(group)[-3:] == [
        "groups.group.renamed",
        "groups.group.described",
        "groups.askers.changed",
    ]
    assert told(group)[-3:] == [
        {},
        {"columns": ["description"]},
        {"is_open_to_practitioners": False},
    ]


@pytest.mark.parametrize("wanted", CHANGES, ids=str)
def test_nobody_else_changes_it(
    wanted: dict[str, Any],
    erin: Person,
    alice: Person,
    bob: Person,
    dave: Person,
    jeanne: Person,
) -> None:
    group = experts(erin, alice)
    hidden = experts(erin, alice, asked_by=["patients"])
    before = audited(group)
    for insider in (alice, bob, jeanne):
        with pytest.raises(AdministratorsOnly):
            change(insider, group, **wanted)
    for person, it in ((dave, group), (bob, hidden)):
        with pytest.raises(NotFound):
            change(person, it, **wanted)
    assert audited(group) == before


def test_each_kind_of_group_has_its_own_fields(
    erin: Person, alice: Person, team: Group
) -> None:
    with pytest.raises(InvalidRequest):
        change(erin, experts(erin, alice), is_history_shared=True)
    with pytest.raises(InvalidRequest):
        change(alice, team, active=False)


def test_a_new_member_has_the_pending_questions_at_once(
    erin: Person, alice: Person, bob: Person, jeanne: Person, listening: Listening
) -> None:
    group = experts(erin, alice)
    question = questions.pending(jeanne, group)
    with listening() as news:
        assert add(erin, group, bob)
    bell = bell_of(news, group)
    assert bell.to == ((alice.id, 1), (bob.id, 1))
    greeted = questions.greeted(bob, group)
    assert [one["question"] for one in greeted.put] == [str(question)]
    assert not add(erin, group, bob)


def test_a_removed_member_loses_the_pending_and_keeps_what_he_has_taken(
    erin: Person, alice: Person, bob: Person, jeanne: Person, listening: Listening
) -> None:
    group = experts(erin, alice, bob)
    taken = questions.taken(jeanne, group, bob)
    closed = questions.taken(jeanne, group, bob)
    questions.close(bob, closed)
    pending = questions.pending(jeanne, group)
    with listening() as news:
        assert remove(erin, group, bob) == 1
    bell = bell_of(news, group)
    assert bell.to == ((alice.id, 1),)
    assert bell.gone == ((bob.id, bell.head - 1),)
    assert questions.send(bob, taken).seq == 4
    with pytest.raises(NotFound):
        questions.claim(bob, pending)
    assert remove(erin, group, bob) == 1
    assert told(group)[-1] == {"person": str(bob.uuid), "n_open": 1}


def test_a_group_keeps_somebody_who_answers(
    erin: Person, alice: Person, bob: Person
) -> None:
    group = experts(erin, alice, bob)
    deactivate(actor=None, user_id=alice.id)
    with pytest.raises(NeedsAnExpert):
        remove(erin, group, bob)
    assert remove(erin, group, alice) == 0
    assert members(group) == {bob.id}


def test_a_member_does_not_leave_by_himself(
    erin: Person, alice: Person, bob: Person
) -> None:
    group = experts(erin, alice)
    with pytest.raises(AdministratorsOnly):
        leave(alice, group)
    with pytest.raises(NotFound):
        leave(bob, group)
    assert members(group) == {alice.id}


def test_a_full_group_takes_nobody(
    erin: Person, alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groups.actions.adding.MEMBERS_AT_MOST", 1)
    with pytest.raises(GroupIsFull):
        add(erin, experts(erin, alice), bob)


def test_who_leaves_the_organisation_leaves_its_groups(
    clinic: Organisation, erin: Person, alice: Person, bob: Person, team: Group
) -> None:
    one, other = experts(erin, alice, bob), experts(erin, bob)
    end(bob, clinic)
    assert members(one) == members(team) == {alice.id}
    assert audited(one)[-1] == "groups.member.departed"
    # Nobody would read what is asked there.
    other.refresh_from_db()
    assert not other.is_active
    assert audited(other)[-1] == "groups.group.deactivated"
    with pytest.raises(NeedsAnExpert):
        change(erin, other, active=True)
    add(erin, other, alice)
    change(erin, other, active=True)
    assert audited(other)[-1] == "groups.group.activated"


def test_an_administrator_of_before_changes_nothing(
    clinic: Organisation, erin: Person, alice: Person
) -> None:
    group = experts(erin, alice)
    end(erin, clinic)
    with pytest.raises(NotFound):
        change(erin, group, name="Autre")
    assert queries.groups_of(erin).items == []
