"""The list of conversations: tabs, orders, and reading it all at once."""

from datetime import UTC, datetime, timedelta

import pytest

from chat import queries
from chat.actions.muting import mute_conversation
from chat.actions.reading import read_conversation, read_inbox
from chat.inbox_schemas import InboxFilter
from chat.models import Conversation, Participant
from lib.errors import InvalidRequest
from tests import factories
from tests.chat import verbs
from tests.chat.verbs import row, say

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = datetime(2999, 1, 1, tzinfo=UTC)


def titles(person, **wanted):
    """All pages, two rows each."""
    page = queries.inbox_page(person, InboxFilter(limit=2, **wanted))
    seen = [one.title for one in page.items]
    while page.cursor:
        asked = InboxFilter(limit=2, cursor=page.cursor, **wanted)
        page = queries.inbox_page(person, asked)
        seen += [one.title for one in page.items]
    return seen


def came(conversation, moment):
    """Its last entry came then: a computer writes several in one moment."""
    last = conversation.entries.order_by("seq").last()
    conversation.entries.filter(seq=last.seq).update(at=moment)
    Conversation.objects.filter(pk=conversation.pk).update(moved_at=moment)


@pytest.fixture
def rooms(alice, bob):
    """Alice has read « Lue »; bob wrote in A, B, C, and in A once more at the end."""
    made = {name: verbs.group(name, alice, bob) for name in ("Lue", "A", "B", "C")}
    for minute, name in enumerate(("Lue", "A", "B", "C", "A")):
        say(bob, made[name])
        came(made[name], MORNING + timedelta(minutes=minute))
    lue = made["Lue"]
    read_conversation(reader=alice, conversation_id=lue.uuid, seq=2)
    return made


def test_what_waits_longest_comes_first_however_often_it_is_said(alice, rooms):
    assert titles(alice) == ["A", "C", "B", "Lue"]
    assert titles(alice, sort="oldest") == ["A", "B", "C", "Lue"]
    assert titles(alice, sort="unread") == ["A", "C", "B", "Lue"]
    assert titles(alice, sort="oldest", unread=True) == ["A", "B", "C"]


def test_what_is_unread_comes_before_what_moved_later(alice, rooms):
    say(alice, rooms["Lue"])
    assert titles(alice) == ["Lue", "A", "C", "B"]
    assert titles(alice, sort="unread") == ["A", "C", "B", "Lue"]


def test_pages_go_on_where_rows_waited_or_moved_at_the_same_time(alice, rooms):
    Conversation.objects.update(moved_at=MORNING)
    for sort in ("newest", "oldest", "unread"):
        assert sorted(titles(alice, sort=sort)) == ["A", "B", "C", "Lue"]


def test_a_cursor_that_is_none_of_ours_is_refused(alice, rooms):
    page = queries.inbox_page(alice, InboxFilter(limit=1, sort="oldest"))
    for bad in ("x", (page.cursor or "")[:-8], "w6k="):
        with pytest.raises(InvalidRequest):
            queries.inbox_page(alice, InboxFilter(sort="oldest", cursor=bad))


def test_a_row_says_since_when_it_waits(alice, rooms):
    first = rooms["A"].entries.get(seq=2)
    assert row(alice, rooms["A"]).unread_at == first.at
    assert row(alice, rooms["Lue"]).unread_at is None


def test_a_private_row_says_how_far_the_other_has_read(alice, bob, pair):
    say(alice, pair)
    other = row(alice, pair).other
    assert (other.id, other.read, other.received) == (bob.uuid, 0, 0)
    read_conversation(reader=bob, conversation_id=pair.uuid, seq=1)
    assert row(alice, pair).other.read == 1


def test_several_states_are_ticked_and_what_is_muted_is_found(alice, rooms):
    Conversation.objects.filter(pk=rooms["B"].pk).update(state="closed")
    assert titles(alice, state=("closed",)) == ["B"]
    assert len(titles(alice, state=("closed", "open"))) == 4
    mute_conversation(person=alice, conversation_id=rooms["C"].uuid)
    assert titles(alice, muted=True) == ["C"]


def test_all_is_read_in_one_request(alice, bob, rooms):
    assert read_inbox(reader=alice, upto=LATER).conversations == 3
    assert titles(alice, unread=True) == []
    assert queries.badge(alice).unread == 0
    assert read_inbox(reader=alice, upto=LATER).conversations == 0
    # The author sees it, and what is his stays unread.
    reader = Participant.objects.get(user=alice.id, conversation=rooms["A"])
    assert (reader.read_seq, reader.received_seq) == (3, 3)


def test_what_came_after_i_looked_stays_unread(alice, bob, rooms):
    seen = Conversation.objects.get(pk=rooms["C"].pk).moved_at
    assert read_inbox(reader=alice, upto=seen).conversations == 2
    assert titles(alice, unread=True) == ["A"]


def test_nobody_elses_inbox_is_read(alice, bob, carol, rooms):
    say(alice, rooms["B"])
    assert read_inbox(reader=carol, upto=LATER).conversations == 0
    assert row(bob, rooms["B"]).unread == 1


def test_reading_it_all_costs_the_same_whatever_there_is(
    alice, bob, clinic, rooms, django_assert_num_queries
):
    for number in range(12):
        other = factories.practitioner(clinic, first_name=f"Numéro {number}")
        say(other, verbs.private(alice, other))
    with django_assert_num_queries(8):
        assert read_inbox(reader=alice, upto=LATER).conversations == 15


def test_times_before_the_calendar_read_nothing(alice, rooms):
    past = MORNING - timedelta(days=30)
    assert read_inbox(reader=alice, upto=past).conversations == 0
