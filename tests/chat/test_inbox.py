"""The list of conversations: rows, filters, search, badge, pages (S2-08 to S2-10)."""

import pytest

from chat import queries
from chat.actions.archiving import archive_conversation
from chat.actions.reading import read_conversation
from chat.inbox_schemas import InboxFilter
from chat.models import Conversation
from lib.errors import InvalidRequest
from tests import factories
from tests.chat import verbs
from tests.chat.verbs import row, rows, say, write


def titles(person, **wanted):
    return [one.title for one in rows(person, **wanted)]


def test_a_row_says_what_a_person_must_see(alice, bob, room):
    say(alice, room, "Bonjour")
    found = row(bob, room)
    assert (found.kind, found.title, found.state) == (
        "group",
        "Équipe du mardi",
        "open",
    )
    assert (found.head, found.first, found.unread) == (2, 1, 1)
    assert (found.read, found.received, found.can_write) == (0, 0, True)
    assert found.last.data == {"text": "Bonjour"}
    assert found.last.author.name == alice.name
    assert (found.archived, found.archived_head, found.muted_until) == (
        False,
        None,
        None,
    )


def test_the_conversation_that_moved_last_comes_first(alice, bob, pair, room):
    say(alice, pair)
    assert titles(alice) == [bob.name, "Équipe du mardi"]
    say(alice, room)
    assert titles(alice) == ["Équipe du mardi", bob.name]


def test_unread_is_others_messages_after_my_cursor(alice, bob, room):
    say(alice, room)
    say(bob, room)
    say(alice, room)
    assert row(bob, room).unread == 2
    assert row(alice, room).unread == 1
    read_conversation(reader=bob, conversation_id=room.uuid, seq=2)
    assert row(bob, room).unread == 1


def test_unread_is_counted_to_a_hundred(alice, bob, pair):
    write(*((alice, verbs.message(pair)) for _ in range(120)))
    assert row(bob, pair).unread == 100
    assert queries.badge(bob).unread == 100


def test_several_kinds_are_ticked(alice, bob, pair, room):
    say(alice, pair)
    assert titles(alice, kind=("private",)) == [bob.name]
    assert titles(alice, kind=("group",)) == ["Équipe du mardi"]
    assert len(rows(alice, kind=("private", "group"))) == 2
    assert rows(alice, kind=("question",)) == []


def test_states_and_unread_are_filters(alice, bob, pair, room):
    say(alice, pair)
    Conversation.objects.filter(pk=room.pk).update(state="closed")
    assert titles(bob, state=("closed",)) == ["Équipe du mardi"]
    assert row(bob, room).can_write is False
    assert titles(bob, unread=True) == [alice.name]
    assert titles(alice, unread=True) == []


@pytest.mark.parametrize(
    "q", ["équipe", "EQUIPE", "mard", "mardi equipe", "  du ", "équipe-du"]
)
def test_any_word_of_the_title_or_its_beginning_finds_it(alice, room, q):
    assert titles(alice, q=q) == ["Équipe du mardi"]


@pytest.mark.parametrize("q", ["ardi", "mardi lundi", "!!", "%", "_"])
def test_other_words_find_nothing(alice, room, q):
    assert rows(alice, q=q) == []


def test_search_finds_only_what_is_mine(alice, carol, room):
    assert rows(carol, q="mardi") == []


def test_search_finds_what_is_archived(alice, room):
    archive_conversation(person=alice, conversation_id=room.uuid)
    assert rows(alice) == []
    assert titles(alice, q="mardi") == ["Équipe du mardi"]
    assert rows(alice, q="mardi", archived=False) == []


def test_pages_follow_one_another_without_loss(alice, bob):
    rooms = [verbs.group(f"Groupe {n}", alice, bob) for n in range(7)]
    page = queries.inbox_page(alice, InboxFilter(limit=3))
    seen = [one.id for one in page.items]
    while page.cursor:
        page = queries.inbox_page(alice, InboxFilter(limit=3, cursor=page.cursor))
        seen += [one.id for one in page.items]
    assert seen == [room.uuid for room in reversed(rooms)]


@pytest.mark.parametrize(
    "cursor", ["x", "////", "MjAyNg==", "w6k=", "MjAyNi0wMS0wMSA3"]
)
def test_a_cursor_that_is_not_ours_is_refused(alice, cursor):
    with pytest.raises(InvalidRequest):
        queries.inbox_page(alice, InboxFilter(cursor=cursor))


def test_the_badge_leaves_out_what_is_archived(alice, bob, pair, room):
    say(alice, pair)
    say(alice, room)
    assert queries.badge(bob).unread == 2
    archive_conversation(person=bob, conversation_id=room.uuid)
    assert queries.badge(bob).unread == 1


def test_lists_cost_the_same_whatever_their_size(
    alice, bob, clinic, django_assert_num_queries
):
    for number in range(12):
        other = factories.practitioner(clinic, first_name=f"Numéro {number}")
        say(other, verbs.private(alice, other))
        say(bob, verbs.group(f"Groupe {number}", alice, bob))
    with django_assert_num_queries(4):
        page = queries.inbox_page(alice, InboxFilter(q="", unread=True))
    assert len(page.items) == 24
    with django_assert_num_queries(1):
        assert queries.badge(alice).unread == 24
    with django_assert_num_queries(5):
        queries.detail(alice, page.items[0].id)
    with django_assert_num_queries(2):
        queries.history(alice, page.items[0].id)


def test_the_page_of_a_conversation_says_who_takes_part(alice, bob, room):
    found = queries.detail(alice, room.uuid)
    assert {(one.name, one.role, one.title) for one in found.participants} == {
        (alice.name, "practitioner", "Dr"),
        (bob.name, "practitioner", "Dr"),
    }
    assert found.title == "Équipe du mardi"


def test_history_is_read_in_both_directions(alice, room):
    for _ in range(9):
        say(alice, room)

    def page(**wanted):
        found = queries.history(alice, room.uuid, **wanted)
        assert (found.head, found.first) == (10, 1)
        return [item.seq for item in found.items]

    assert page(limit=3) == [8, 9, 10]
    assert page(before=8, limit=3) == [5, 6, 7]
    assert page(before=2, limit=3) == [1]
    assert page(before=1) == []
    assert page(before=99, limit=2) == [9, 10]
    assert page(after=3, limit=3) == [4, 5, 6]
    assert page(after=10) == []
    assert page(after=99) == []


def test_history_begins_with_the_interval(alice, carol, room):
    say(alice, room)
    verbs.add(room, carol, by=alice)
    page = queries.history(carol, room.uuid, after=0)
    assert ([item.seq for item in page.items], page.first) == ([3], 3)
    assert queries.history(carol, room.uuid, before=3).items == []
