"""One conversation for each pair of practitioners (S2-04, S2-29)."""

import pytest
from django.utils import timezone

from accounts.errors import PractitionersOnly
from accounts.models import Membership
from chat.actions.opening import open_private
from chat.models import Conversation
from lib.errors import InvalidRequest, NotFound
from tests import factories
from tests.chat.verbs import NOBODY, row, rows, say


def test_the_same_pair_finds_the_same_conversation(alice, bob):
    first = open_private(author=alice, with_id=bob.uuid)
    again = open_private(author=alice, with_id=bob.uuid)
    other = open_private(author=bob, with_id=alice.uuid)
    assert (first.is_new, again.is_new, other.is_new) == (True, False, False)
    assert first.conversation == again.conversation == other.conversation


def test_two_organisations_make_no_second_conversation(clinic, hospital):
    one = factories.practitioner(clinic, hospital)
    other = factories.practitioner(clinic, hospital)
    first = open_private(author=one, with_id=other.uuid).conversation
    Membership.objects.filter(organisation=clinic).update(ended_at=timezone.now())
    assert open_private(author=other, with_id=one.uuid).conversation == first
    assert Conversation.objects.count() == 1


def test_each_sees_the_other_as_the_title(alice, bob, pair):
    say(alice, pair)
    assert row(alice, pair).title == bob.name
    assert row(bob, pair).title == alice.name
    assert rows(alice, q="benali")
    assert rows(bob, q="alice")


def test_an_empty_conversation_is_listed_only_for_who_opened_it(alice, bob, pair):
    assert [one.id for one in rows(alice)] == [pair.uuid]
    assert rows(bob) == []
    say(alice, pair)
    assert [one.id for one in rows(bob)] == [pair.uuid]


def test_nobody_is_told_of_an_empty_conversation(alice, bob, listening):
    with listening() as news:
        open_private(author=alice, with_id=bob.uuid)
    assert news == []


def test_patients_neither_open_nor_are_opened(alice, jeanne):
    with pytest.raises(PractitionersOnly):
        open_private(author=jeanne, with_id=alice.uuid)
    with pytest.raises(PractitionersOnly):
        open_private(author=alice, with_id=jeanne.uuid)
    assert Conversation.objects.count() == 0


def test_strangers_and_nobody_look_the_same(alice, dave):
    for uuid in (dave.uuid, NOBODY):
        with pytest.raises(NotFound):
            open_private(author=alice, with_id=uuid)


def test_nobody_opens_a_conversation_with_himself(alice):
    with pytest.raises(InvalidRequest):
        open_private(author=alice, with_id=alice.uuid)
