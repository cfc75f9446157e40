"""Who enters, who leaves, and what each can read (S2-05, S2-37)."""

import pytest

from accounts.models import PatientRecord
from chat import queries
from chat.models import Entry, Inbox, Participant
from lib.errors import NotFound
from tests.chat.verbs import add, remove, row, say, seen, texts


def test_the_founders_read_everything_from_the_first_entry(alice, bob, room):
    entry = Entry.objects.get(conversation=room)
    assert (entry.seq, entry.kind, entry.author_id) == (1, "joined", alice.id)
    assert entry.data["people"] == [
        {"id": str(alice.uuid), "name": alice.name},
        {"id": str(bob.uuid), "name": bob.name},
    ]
    assert seen(alice, room) == seen(bob, room) == [1]


def test_a_newcomer_reads_from_his_joining_on(alice, carol, room):
    say(alice, room, "avant")
    entry = add(room, carol, by=alice)
    say(alice, room, "après")
    assert seen(carol, room) == [entry.seq, entry.seq + 1]
    assert texts(carol, room) == ["après"]
    assert row(carol, room).unread == 1


def test_a_shared_history_is_read_whole_and_is_not_news(alice, carol, room):
    say(alice, room, "avant")
    add(room, carol, by=alice, is_history_shared=True)
    say(alice, room, "après")
    assert texts(carol, room) == ["avant", "après"]
    assert row(carol, room).unread == 1


def test_who_is_present_is_not_added_again(alice, bob, room):
    assert add(room, bob, by=alice) is None
    assert Entry.objects.count() == 1


def test_who_was_removed_reads_nothing_at_all(alice, bob, room):
    say(alice, room, "avant")
    [entry] = remove(room, bob, by=alice)
    assert (entry.kind, entry.data["person"]["id"]) == ("left", str(bob.uuid))
    for reading in (seen, row):
        with pytest.raises((NotFound, ValueError)):
            reading(bob, room)
    with pytest.raises(NotFound):
        queries.detail(bob, room.uuid)


def test_a_returner_reads_from_his_return_on(alice, bob, room):
    say(alice, room, "avant")
    remove(room, bob, by=alice)
    say(alice, room, "pendant")
    entry = add(room, bob, by=alice)
    say(alice, room, "après")
    assert seen(bob, room) == [entry.seq, entry.seq + 1]
    assert Participant.objects.filter(user=bob.id).count() == 2


def test_who_is_not_there_cannot_be_removed(alice, carol, room):
    assert remove(room, carol, by=alice) == []
    assert Entry.objects.count() == 1


def test_several_leave_each_with_an_entry(alice, bob, carol, room, listening):
    add(room, carol, by=alice)
    with listening() as news:
        first, second = remove(room, bob, carol, by=alice)
    assert (first.seq, second.seq) == (3, 4)
    bell = news[0]
    assert (bell.after, bell.head, bell.to) == (2, 4, ((alice.id, 1),))
    assert bell.gone == ((bob.id, 2), (carol.id, 3))


def test_a_patient_is_a_patient_in_what_he_writes(alice, jeanne, room):
    record = PatientRecord.objects.get(user=jeanne.id)
    Participant.objects.create(conversation=room, user_id=jeanne.id, for_record=record)
    say(jeanne, room)
    assert row(alice, room).last.author.role == "patient"
    entry = add(room, jeanne, by=alice)
    assert entry is None


def test_the_bell_tells_the_newcomer_where_his_log_begins(
    alice, bob, carol, room, listening
):
    with listening() as news:
        add(room, carol, by=alice)
    grown, inbox = news
    assert set(grown.to) == {(alice.id, 1), (bob.id, 1), (carol.id, 2)}
    assert (inbox.stream, inbox.key, inbox.to) == (
        "inbox:me",
        carol.id,
        ((carol.id, 1),),
    )


def test_a_removal_moves_the_inbox_of_the_removed_and_is_heard_where_he_is(
    alice, dave, hospital, clinic, room, listening
):
    add(room, dave, by=alice)
    room.refresh_from_db()
    assert room.organisations == sorted([clinic.pk, hospital.pk])
    before = Inbox.objects.get(pk=dave.id).version
    with listening() as news:
        remove(room, dave, by=alice)
    grown, inbox = news
    assert set(grown.organisations) == {clinic.pk, hospital.pk}
    assert (inbox.key, inbox.after, inbox.head) == (dave.id, before, before + 1)
    room.refresh_from_db()
    assert room.organisations == [clinic.pk]


def test_the_last_one_may_leave(alice, bob, room):
    remove(room, bob, by=alice)
    remove(room, alice, by=alice)
    room.refresh_from_db()
    assert (room.head, room.organisations) == (3, [])
