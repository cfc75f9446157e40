"""The repair of lost bells."""

from datetime import timedelta

from django.utils import timezone

from chat.actions.muting import mute_conversation
from chat.models import Conversation, Entry, Inbox, Participant
from chat.sweeping import moved
from realtime.bells import Bell
from tests.chat.verbs import add, remove, say, stream

LONG_AGO = timedelta(hours=1)


def backdate():
    """All of this was long ago."""
    at = timezone.now() - LONG_AGO
    Conversation.objects.update(moved_at=at)
    Entry.objects.update(at=at)
    Inbox.objects.update(moved_at=at)
    Participant.objects.filter(left_seq__isnull=False).update(left_at=at)


def sweep(*people):
    since = timezone.now() - timedelta(minutes=1)
    return list(moved([person.id for person in people], since))


def test_nothing_moved(alice, bob, room, pair):
    backdate()
    assert sweep(alice, bob) == []


def test_what_moved_is_told_to_who_is_connected(alice, bob, carol, room, pair):
    backdate()
    say(alice, room)
    say(alice, room)
    [bell] = sweep(bob, carol)
    assert bell == Bell(stream(room), room.pk, 1, 3, ((bob.id, 1),))


def test_a_newcomer_is_told_from_where(alice, carol, room):
    backdate()
    add(room, carol, by=alice)
    log, inbox = sweep(alice, carol)
    assert (log.after, log.head) == (1, 2)
    assert set(log.to) == {(alice.id, 1), (carol.id, 2)}
    assert (inbox.stream, inbox.key, inbox.head) == ("inbox:me", carol.id, 1)


def test_the_removed_are_told_unless_they_came_back(alice, bob, carol, room):
    add(room, carol, by=alice)
    backdate()
    remove(room, bob, carol, by=alice)
    add(room, carol, by=alice)
    [gone] = [bell for bell in sweep(bob, carol) if bell.gone]
    assert gone == Bell(stream(room), room.pk, 5, 5, gone=((bob.id, 2),))


def test_an_empty_conversation_is_told_to_nobody(alice, bob, pair):
    assert sweep(alice, bob) == []


def test_an_inbox_that_moved_is_told(alice, room):
    backdate()
    mute_conversation(person=alice, conversation_id=room.uuid)
    [bell] = sweep(alice)
    assert (bell.stream, bell.key, bell.after, bell.head) == (
        "inbox:me",
        alice.id,
        1,
        2,
    )


def test_a_sweep_is_three_queries(alice, bob, room, pair, django_assert_num_queries):
    say(alice, room)
    say(alice, pair)
    with django_assert_num_queries(3):
        sweep(alice, bob)
