"""Lists of groups: what they show, in how many queries."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Organisation
from accounts.people import Person
from groups import queries
from groups.models import Group, GroupKind
from groups.schemas import GroupOut
from lib.errors import NotFound
from tests import factories
from tests.groups.acts import add, create, leave


def discussion(person: Person, group: Group) -> GroupOut:
    shown = queries.group_detail(person, group.uuid)
    assert isinstance(shown, GroupOut)
    return shown


def test_a_group_shows_its_members_managers_first(
    alice: Person, bob: Person, carol: Person, team: Group
) -> None:
    add(alice, team, carol)
    shown = discussion(bob, team)
    assert [member.name for member in shown.members] == [
        "Dr Alice Petit",
        "Dr Bob Benali",
        "Dr Carol Moreau",
    ]
    assert [member.is_manager for member in shown.members] == [True, False, False]
    assert shown.members[2].specialty == "Cardiologie"
    assert not shown.is_manager
    assert discussion(alice, team).is_manager
    assert shown.conversation == team.discussion.uuid


def test_titles_are_those_of_where_a_member_stands(
    clinic: Organisation, hospital: Organisation, alice: Person
) -> None:
    both = factories.practitioner(clinic, hospital, specialty="Urgences")
    shown = discussion(alice, create(alice, both))
    assert len(shown.members) == 2


def test_only_my_groups_are_listed_by_name(
    alice: Person, bob: Person, carol: Person
) -> None:
    create(alice, bob, name="B")
    create(bob, alice, name="A")
    create(bob, carol, name="C")
    assert [one.name for one in queries.groups_of(alice).items] == ["A", "B"]
    listed = queries.groups_of(alice, GroupKind.DISCUSSION)
    assert len(listed.items) == 2


def test_a_group_that_one_left_is_not_listed_nor_found(
    bob: Person, team: Group
) -> None:
    leave(bob, team)
    assert queries.groups_of(bob).items == []
    with pytest.raises(NotFound):
        queries.group_detail(bob, team.uuid)


def test_people_without_groups_list_none(jeanne: Person, erin: Person) -> None:
    assert queries.groups_of(jeanne).items == queries.groups_of(erin).items == []


@pytest.mark.parametrize("n_groups", [1, 5])
def test_a_list_takes_three_queries_whatever_its_length(
    n_groups: int,
    alice: Person,
    bob: Person,
    carol: Person,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(n_groups):
        create(alice, bob, carol)
    with django_assert_num_queries(3):
        assert len(queries.groups_of(alice).items) == n_groups
