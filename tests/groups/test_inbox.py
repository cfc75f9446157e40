"""Questions in the list of conversations, and groups muted for oneself (S2-33)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.people import Person
from chat.models import Participant
from chat.schemas import FOR_EVER
from groups import inbox_queries, queries
from groups.actions.muting import mute_group, unmute_group
from groups.inbox_schemas import InboxFilter
from groups.models import Group, GroupMember
from lib.errors import NotFound
from tests.groups.acts import remove
from tests.groups.question_acts import claim, experts, pending

LATER = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture
def skin(erin: Person, alice: Person, bob: Person) -> Group:
    return experts(erin, alice, bob, name="Dermatologie")


@pytest.fixture
def heart(erin: Person, alice: Person, carol: Person) -> Group:
    return experts(erin, alice, carol, name="Cardiologie")


def listed(person: Person, **wanted: Any) -> list[Any]:
    page = inbox_queries.inbox_page(person, InboxFilter(**wanted))
    return [one.question and one.question.group for one in page.items]


def test_a_question_says_whom_it_is_from_and_to(
    alice: Person, jeanne: Person, skin: Group
) -> None:
    question = pending(jeanne, skin)
    claim(alice, question)
    [row] = inbox_queries.inbox_page(alice, InboxFilter()).items
    assert row.question is not None
    assert row.question.group == skin.uuid
    assert row.question.requester.id == jeanne.uuid
    assert row.question.requester.role == "patient"
    assert inbox_queries.conversation_detail(alice, question).question == row.question


def test_askers_and_groups_are_filters(
    alice: Person, carol: Person, jeanne: Person, skin: Group, heart: Group, team: Group
) -> None:
    claim(alice, pending(jeanne, skin))
    claim(alice, pending(carol, skin))
    claim(alice, pending(jeanne, heart))
    assert len(listed(alice)) == 4
    assert listed(alice, asker=("practitioner",)) == [skin.uuid]
    assert listed(alice, asker=("patient",)) == [heart.uuid, skin.uuid]
    assert len(listed(alice, asker=("patient", "practitioner"))) == 3
    assert listed(alice, group=(heart.uuid,)) == [heart.uuid]
    assert listed(alice, group=(skin.uuid,), asker=("patient",)) == [skin.uuid]


def test_what_i_asked_is_not_mine_to_do(
    alice: Person, carol: Person, jeanne: Person, skin: Group
) -> None:
    claim(alice, pending(carol, skin))
    assert listed(carol) == [skin.uuid]
    assert listed(carol, mine=True) == []
    assert listed(alice, mine=True) == [skin.uuid]


def test_filters_find_only_what_is_mine(
    alice: Person, bob: Person, jeanne: Person, skin: Group
) -> None:
    claim(alice, pending(jeanne, skin))
    pending(jeanne, skin)
    assert listed(bob, group=(skin.uuid,)) == []


def test_a_member_mutes_a_group_for_himself(
    alice: Person, bob: Person, jeanne: Person, skin: Group
) -> None:
    pending(jeanne, skin)
    mute_group(person=alice, group_id=skin.uuid, until=None)
    seen: Any = queries.group_detail(alice, skin.uuid)
    assert (seen.muted_until, seen.n_pending) == (FOR_EVER, 1)
    others: Any = queries.group_detail(bob, skin.uuid)
    assert others.muted_until is None
    mute_group(person=alice, group_id=skin.uuid, until=LATER)
    assert GroupMember.objects.get(group=skin, user=alice.id).muted_until == LATER
    unmute_group(person=alice, group_id=skin.uuid)
    seen = queries.group_detail(alice, skin.uuid)
    assert seen.muted_until is None


def test_of_a_discussion_the_conversation_is_muted(alice: Person, team: Group) -> None:
    mute_group(person=alice, group_id=team.uuid, until=None)
    mine = Participant.objects.get(user=alice.id, conversation=team.conversation)
    assert mine.muted_until == FOR_EVER
    unmute_group(person=alice, group_id=team.uuid)
    mine.refresh_from_db()
    assert mine.muted_until is None


def test_who_is_no_member_has_nothing_to_mute(
    erin: Person, carol: Person, bob: Person, skin: Group
) -> None:
    for person in (erin, carol):
        with pytest.raises(NotFound):
            mute_group(person=person, group_id=skin.uuid, until=None)
    remove(erin, skin, bob)
    with pytest.raises(NotFound):
        mute_group(person=bob, group_id=skin.uuid, until=None)
