"""New names of conversations and of people."""

from accounts.actions.naming import rename_person
from chat.models import Entry
from tests.chat.verbs import rename, row, rows, say


def test_a_new_title_is_an_entry_and_is_found(alice, bob, room, listening):
    with listening() as news:
        entry = rename(room, "Garde de nuit", by=alice)
    assert (entry.kind, entry.data) == ("renamed", {"title": "Garde de nuit"})
    assert row(bob, room).title == "Garde de nuit"
    assert rows(bob, q="nuit")
    assert not rows(bob, q="mardi")
    [bell] = news
    assert (bell.head, set(bell.to)) == (2, {(alice.id, 1), (bob.id, 1)})


def test_the_same_title_changes_nothing(alice, room):
    assert rename(room, room.title, by=alice) is None
    assert Entry.objects.count() == 1


def test_a_person_is_found_by_his_new_name(alice, bob, pair):
    say(alice, pair)
    rename_person(
        actor=None, user_id=bob.id, first_name="Bob", last_name="Lefèvre", title="Dr"
    )
    assert row(alice, pair).title == "Dr Bob Lefèvre"
    assert rows(alice, q="lefevre")
    assert not rows(alice, q="benali")
    assert rows(bob, q="petit")
