"""Adding, removing and leaving: who may, and what each then reads."""

from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.errors import NotAPractitioner
from accounts.people import Person
from groups import queries
from groups.actions.adding import add_member
from groups.actions.removing import remove_member
from groups.errors import GroupIsFull, NotAManager
from groups.models import Group
from groups.schemas import ChangeGroup
from lib.errors import NotFound
from tests.groups.acts import (
    add,
    audited,
    create,
    leave,
    log,
    managers,
    members,
    readers,
    remove,
    write,
)


def test_a_newcomer_reads_from_his_joining_on(
    alice: Person, carol: Person, team: Group
) -> None:
    write(alice, team)
    assert add(alice, team, carol)
    assert readers(team)[carol.id] == 3
    assert log(team) == ["joined", "message", "joined"]


def test_a_newcomer_reads_all_where_history_is_shared(
    alice: Person, bob: Person, carol: Person
) -> None:
    group = create(alice, bob, is_history_shared=True)
    write(alice, group)
    add(alice, group, carol)
    assert readers(group)[carol.id] == 1


def test_adding_a_present_member_changes_nothing(
    alice: Person, bob: Person, team: Group
) -> None:
    assert not add(alice, team, bob)
    assert log(team) == ["joined"]


def test_a_removed_member_takes_no_part_any_more(
    alice: Person, bob: Person, team: Group
) -> None:
    remove(alice, team, bob)
    assert members(team) == set(readers(team)) == {alice.id}
    with pytest.raises(NotFound):
        write(bob, team)
    with pytest.raises(NotFound):
        queries.group_detail(bob, team.uuid)


def test_removing_again_changes_nothing(
    alice: Person, bob: Person, team: Group
) -> None:
    remove(alice, team, bob)
    remove(alice, team, bob)
    assert log(team) == ["joined", "left"]


def test_who_never_was_a_member_is_not_found(
    alice: Person, carol: Person, team: Group
) -> None:
    with pytest.raises(NotFound):
        remove(alice, team, carol)


def test_a_returner_reads_from_his_return_on(
    alice: Person, bob: Person, team: Group
) -> None:
    remove(alice, team, bob)
    write(alice, team)
    assert add(alice, team, bob)
    assert readers(team)[bob.id] == 4
    assert managers(team) == {alice.id}


def test_only_managers_add_and_remove(
    alice: Person, bob: Person, carol: Person, team: Group
) -> None:
    with pytest.raises(NotAManager):
        add(bob, team, carol)
    with pytest.raises(NotAManager):
        remove(bob, team, alice)
    with pytest.raises(NotFound):
        add(carol, team, carol)
    assert members(team) == {alice.id, bob.id}


def test_only_practitioners_whom_the_manager_may_know_are_added(
    alice: Person, dave: Person, jeanne: Person, erin: Person, team: Group
) -> None:
    with pytest.raises(NotAPractitioner):
        add(alice, team, jeanne)
    for unknown in (dave.uuid, erin.uuid, uuid4()):
        with pytest.raises(NotFound):
            add_member(by=alice, group_id=team.uuid, user_id=unknown)


def test_a_full_group_takes_nobody(
    alice: Person, carol: Person, team: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groups.actions.adding.MEMBERS_AT_MOST", 2)
    with pytest.raises(GroupIsFull):
        add(alice, team, carol)


def test_the_eldest_member_manages_after_the_last_manager(
    alice: Person, bob: Person, carol: Person, team: Group
) -> None:
    add(alice, team, carol)
    leave(alice, team)
    assert managers(team) == {bob.id}
    assert audited(team)[-2:] == ["groups.member.left", "groups.manager.appointed"]


def test_the_last_one_to_leave_archives_the_group(
    alice: Person, bob: Person, team: Group
) -> None:
    leave(alice, team)
    leave(bob, team)
    team.refresh_from_db()
    assert team.archived_at is not None
    assert audited(team)[-1] == "groups.group.archived"
    assert log(team) == ["joined", "left", "left"]


def test_who_has_left_cannot_leave_again(bob: Person, team: Group) -> None:
    leave(bob, team)
    with pytest.raises(NotFound):
        leave(bob, team)


def test_a_manager_who_removes_himself_leaves(
    alice: Person, bob: Person, team: Group
) -> None:
    remove_member(by=alice, group_id=team.uuid, user_id=alice.uuid)
    assert (members(team), managers(team)) == ({bob.id}, {bob.id})


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "a\nb", "\ud800", "x" * 121])
def test_a_name_is_one_line_of_readable_text(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        ChangeGroup(name=name)
