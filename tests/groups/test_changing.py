"""Renaming, and sharing the past with newcomers."""

from __future__ import annotations

import pytest

from accounts.people import Person
from chat.models import Entry
from groups.errors import NotAManager
from groups.models import Group
from lib.errors import NotFound
from tests.groups.acts import add, audited, change, log, readers


def test_a_new_name_is_an_entry_that_all_members_read(
    alice: Person, team: Group
) -> None:
    change(alice, team, name="Équipe du jeudi")
    team.refresh_from_db()
    assert team.name == team.discussion.title == "Équipe du jeudi"
    entry = Entry.objects.get(conversation=team.discussion, kind="renamed")
    assert entry.data == {"title": "Équipe du jeudi"}


def test_the_same_name_leaves_no_trace(alice: Person, team: Group) -> None:
    change(alice, team, name=team.name, is_history_shared=False)
    change(alice, team)
    assert log(team) == ["joined"]
    assert audited(team) == ["groups.group.created", *["groups.member.added"] * 2]


def test_sharing_history_counts_for_those_who_join_from_then_on(
    alice: Person, bob: Person, carol: Person, team: Group
) -> None:
    change(alice, team, is_history_shared=True)
    add(alice, team, carol)
    assert readers(team) == {alice.id: 1, bob.id: 1, carol.id: 1}
    assert "groups.history.changed" in audited(team)


def test_only_managers_change_a_group(bob: Person, carol: Person, team: Group) -> None:
    with pytest.raises(NotAManager):
        change(bob, team, name="À moi")
    with pytest.raises(NotFound):
        change(carol, team, name="À moi")
    team.refresh_from_db()
    assert team.name == "Équipe du mardi"
