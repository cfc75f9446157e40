"""Who leaves an organisation leaves the groups in which he stood for it."""

from __future__ import annotations

from accounts.models import Organisation
from accounts.people import Person
from groups.models import Group
from tests import factories
from tests.groups.acts import audited, create, end, managers, members, readers


def test_a_departed_member_leaves_the_organisations_groups(
    alice: Person, bob: Person, clinic: Organisation, team: Group
) -> None:
    end(bob, clinic)
    assert members(team) == set(readers(team)) == {alice.id}
    assert audited(team)[-1] == "groups.member.departed"


def test_a_departed_manager_is_followed_by_the_eldest(
    alice: Person, bob: Person, clinic: Organisation, team: Group
) -> None:
    end(alice, clinic)
    assert managers(team) == {bob.id}


def test_he_stays_in_the_groups_of_his_other_organisations(
    clinic: Organisation, hospital: Organisation, alice: Person, dave: Person
) -> None:
    both = factories.practitioner(clinic, hospital)
    here, there = create(alice, both), create(dave, both)
    end(both, clinic)
    assert both.id not in members(here)
    assert both.id in members(there)


def test_the_end_of_another_membership_of_his_changes_nothing(
    clinic: Organisation, hospital: Organisation, alice: Person
) -> None:
    both = factories.practitioner(clinic, hospital)
    group = create(alice, both)
    end(both, hospital)
    assert both.id in members(group)


def test_several_departures_at_once_lock_each_group_once(
    alice: Person, bob: Person, carol: Person, clinic: Organisation
) -> None:
    groups = [create(alice, bob, carol), create(bob, carol)]
    end(bob, clinic)
    end(carol, clinic)
    assert [members(group) for group in groups] == [{alice.id}, set()]
    groups[1].refresh_from_db()
    assert groups[1].archived_at is not None
