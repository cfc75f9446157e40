"""Who may create a group, with whom, and exactly once."""

from __future__ import annotations

from unittest.mock import Mock
from uuid import uuid4

import pytest

from accounts.errors import NotAPractitioner, PractitionersOnly
from accounts.models import Organisation
from accounts.people import Person
from chat.errors import ClientIdReused
from chat.models import Conversation
from groups.actions import creating
from groups.models import Group
from lib.errors import NotFound
from tests import factories
from tests.groups.acts import audited, create, log, managers, members, readers


def test_a_group_begins_with_its_members_who_read_all_of_it(
    alice: Person, bob: Person, carol: Person
) -> None:
    group = create(alice, bob, carol)
    assert members(group) == {alice.id, bob.id, carol.id}
    assert readers(group) == dict.fromkeys([alice.id, bob.id, carol.id], 1)
    assert managers(group) == {alice.id}
    assert log(group) == ["joined"]


def test_its_conversation_has_its_name(alice: Person, bob: Person) -> None:
    group = create(alice, bob, name="Plaies du mardi")
    assert (group.discussion.kind, group.discussion.title) == (
        "group",
        "Plaies du mardi",
    )


def test_who_names_himself_is_a_member_once(alice: Person, bob: Person) -> None:
    group = create(alice, alice, bob, bob)
    assert group.members.count() == 2


@pytest.mark.parametrize("who", ["jeanne", "erin"])
def test_only_practitioners_create_groups(
    who: str, bob: Person, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PractitionersOnly):
        create(request.getfixturevalue(who), bob)
    assert not Group.objects.exists()
    assert not Conversation.objects.exists()


def test_a_patient_cannot_be_a_member(
    alice: Person, bob: Person, jeanne: Person
) -> None:
    with pytest.raises(NotAPractitioner):
        create(alice, bob, jeanne)


def test_whom_the_creator_may_not_know_is_not_found(
    alice: Person, dave: Person, hospital: Organisation, jeanne: Person
) -> None:
    strange_patient = factories.patient(hospital)
    for stranger in (dave, strange_patient):
        with pytest.raises(NotFound):
            create(alice, stranger)
    with pytest.raises(NotFound):
        create(alice, jeanne, dave)


def test_whom_nobody_knows_is_not_found(alice: Person) -> None:
    nobody = factories.practitioner(first_name="Personne")
    with pytest.raises(NotFound):
        create(alice, nobody)


def test_a_retry_gives_the_first_group_again(
    alice: Person, bob: Person, carol: Person
) -> None:
    client_id = uuid4()
    first = create(alice, bob, carol, client_id=client_id)
    again = create(alice, carol, bob, client_id=client_id)
    assert first == again
    assert Group.objects.count() == Conversation.objects.count() == 1


def test_another_content_under_the_same_name_is_refused(
    alice: Person, bob: Person, carol: Person
) -> None:
    client_id = uuid4()
    create(alice, bob, client_id=client_id)
    for changed in (
        {"name": "Autre"},
        {"is_history_shared": True},
    ):
        with pytest.raises(ClientIdReused):
            create(alice, bob, client_id=client_id, **changed)
    with pytest.raises(ClientIdReused):
        create(alice, bob, carol, client_id=client_id)


def test_a_retry_that_was_committed_in_between_is_recognised(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id = uuid4()
    first = create(alice, bob, client_id=client_id)
    looks = Mock(side_effect=[None, creating.Created(first, is_new=False)])
    monkeypatch.setattr(creating, "_earlier", looks)
    assert create(alice, bob, client_id=client_id) == first
    assert Conversation.objects.count() == 1


def test_two_people_may_use_the_same_client_id(alice: Person, bob: Person) -> None:
    client_id = uuid4()
    mine = create(alice, bob, client_id=client_id)
    assert create(bob, alice, client_id=client_id) != mine


def test_a_group_belongs_where_most_of_its_members_practise(
    clinic: Organisation, hospital: Organisation, alice: Person, dave: Person
) -> None:
    both = factories.practitioner(clinic, hospital)
    other = factories.practitioner(hospital)
    group = create(both, alice, dave, other)
    assert group.organisation == hospital
    places = dict(group.members.values_list("user_id", "organisation_id"))
    assert places == {
        both.id: hospital.pk,
        alice.id: clinic.pk,
        dave.id: hospital.pk,
        other.id: hospital.pk,
    }


def test_each_step_is_audited(alice: Person, bob: Person) -> None:
    group = create(alice, bob)
    assert audited(group) == ["groups.group.created"] + ["groups.member.added"] * 2
