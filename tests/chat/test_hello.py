"""What a hello is answered: never partly, and nothing that is not mine."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.utils import timezone

from chat.actions.archiving import archive_conversation
from chat.actions.opening import open_private
from chat.epochs import begin_epoch, current_epoch
from chat.models import Conversation
from chat.welcoming import welcome
from realtime.contract import Entries, Gone, Stale, Standing, State
from tests import factories
from tests.chat import verbs
from tests.chat.verbs import add, message, remove, say, stream, write

INBOX = "inbox:me"


def hello(person, have=None, *, epoch="now", since=None):
    word = current_epoch() if epoch == "now" else epoch
    return welcome(
        person, SimpleNamespace(epoch=word, since=since, have=have or {INBOX: 0})
    )


def logs(found):
    return [frame for frame in found.frames if not isinstance(frame, State)]


def test_the_reply_says_who_i_am_and_where_the_database_stands(alice, clinic):
    found = hello(alice)
    assert found.me == {
        "id": str(alice.uuid),
        "name": alice.name,
        "language": "fr",
        "time_zone": "Europe/Paris",
        "is_practitioner": True,
        "organisations": [
            {
                "id": str(clinic.uuid),
                "name": clinic.name,
                "emergency_number": "15",
                "is_administrator": False,
            }
        ],
    }
    assert found.epoch == current_epoch()
    assert abs(found.at - timezone.now()) < timedelta(minutes=1)


def test_what_is_behind_is_handed_over_whole(alice, bob, pair, room):
    say(alice, pair)
    say(bob, pair)
    found = hello(alice, {stream(pair): 1, stream(room): 1, INBOX: 1})
    [frame] = logs(found)
    assert (frame.stream, frame.after, frame.upto) == (stream(pair), 1, 2)
    assert [line.seq for line in frame.items] == [2]
    assert set(found.standings) == {
        Standing(stream(pair), pair.pk, 1, 2),
        Standing(stream(room), room.pk, 1, 1),
    }
    assert found.heads == {}


def test_what_is_too_far_behind_is_stale(alice, pair):
    write(*((alice, message(pair)) for _ in range(201)))
    assert logs(hello(alice, {stream(pair): 0})) == [Stale(stream(pair), 201)]
    [frame] = logs(hello(alice, {stream(pair): 1}))
    assert isinstance(frame, Entries)


def test_one_hello_hands_over_two_thousand_entries_at_most(alice, bob):
    rooms = [verbs.group(f"Groupe {n}", alice, bob) for n in range(11)]
    write(*((alice, message(one)) for one in rooms for _ in range(199)))
    frames = logs(hello(alice, {stream(one): 0 for one in rooms}))
    handed = [frame for frame in frames if isinstance(frame, Entries)]
    assert (len(handed), sum(len(frame.items) for frame in handed)) == (10, 2000)
    [stale] = [frame for frame in frames if isinstance(frame, Stale)]
    assert stale.head == 200


def test_another_epoch_makes_everything_stale(alice, pair, room):
    say(alice, pair)
    have = {stream(pair): 1, stream(room): 1, INBOX: 1}
    begin = current_epoch()
    begin_epoch()
    for epoch in (begin, None, "other"):
        found = hello(alice, have, epoch=epoch)
        assert set(logs(found)) == {Stale(stream(pair), 1), Stale(stream(room), 1)}
        [state] = [frame for frame in found.frames if isinstance(frame, State)]
        assert state.since is None


def test_a_client_ahead_of_the_database_knows_nothing(alice, pair, room):
    say(alice, pair)
    found = hello(alice, {stream(pair): 9, stream(room): 1})
    assert set(logs(found)) == {Stale(stream(pair), 1), Stale(stream(room), 1)}


def test_what_i_may_not_read_is_gone_whether_it_exists_or_not(
    alice, bob, carol, room, pair
):
    remove(room, bob, by=alice)
    theirs = verbs.private(alice, carol)
    names = [
        stream(room),
        stream(theirs),
        f"conversation:{uuid4()}",
        f"conversation:{pair.uuid.hex}",
        "conversation:",
        "queue:7",
        "whatever",
    ]
    found = hello(bob, dict.fromkeys(names, 1))
    assert logs(found) == [Gone(name) for name in names]
    assert found.standings == ()


def test_a_returner_loses_what_he_had_and_gets_his_new_interval(alice, bob, room):
    say(alice, room)
    remove(room, bob, by=alice)
    say(alice, room)
    add(room, bob, by=alice)
    gone, entries = logs(hello(bob, {stream(room): 2}))
    assert gone == Gone(stream(room))
    assert (entries.after, entries.upto, entries.start) == (4, 5, True)


def test_heads_are_of_what_moved_and_was_not_named(alice, bob, pair, room):
    say(alice, pair)
    long_ago = timezone.now() - timedelta(days=1)
    Conversation.objects.filter(pk=room.pk).update(moved_at=long_ago)
    found = hello(alice, {stream(pair): 1}, since=timezone.now())
    assert found.heads == {}
    found = hello(alice, since=timezone.now() + timedelta(seconds=30))
    assert found.heads == {stream(pair): 1}
    assert found.standings == (Standing(stream(pair), pair.pk, 1, 1),)
    naive = (long_ago - timedelta(hours=1)).replace(tzinfo=None)
    assert hello(alice, since=naive).heads == {stream(pair): 1, stream(room): 1}


def test_without_since_heads_are_of_the_open_and_unarchived(alice, bob, pair, room):
    say(alice, pair)
    archive_conversation(person=alice, conversation_id=pair.uuid)
    closed = verbs.group("Fermé", alice, bob)
    Conversation.objects.filter(pk=closed.pk).update(state="closed")
    assert hello(alice).heads == {stream(room): 1}


def test_an_empty_private_conversation_is_told_to_who_opened_or_named_it(
    alice, bob, pair
):
    assert hello(alice).heads == {stream(pair): 0}
    assert hello(bob).heads == {}
    open_private(author=bob, with_id=alice.uuid)
    found = hello(bob, {stream(pair): 0})
    assert (logs(found), found.standings) == (
        [],
        (Standing(stream(pair), pair.pk, 1, 0),),
    )


def test_the_inbox_is_told_where_it_is_not_known(alice, room):
    def states(have):
        return [one for one in hello(alice, have).frames if isinstance(one, State)]

    assert states({INBOX: 1}) == []
    [whole] = states({"x": 1})
    assert (whole.version, whole.since, len(whole.put)) == (1, None, 1)
    [change] = states({INBOX: 0})
    assert (change.version, change.since) == (1, 0)
    [whole] = states({INBOX: 5})
    assert whole.since is None


def test_a_hello_costs_the_same_whatever_its_size(
    alice, clinic, django_assert_max_num_queries
):
    others = [factories.practitioner(clinic) for _ in range(12)]
    pairs = [verbs.private(alice, other) for other in others]
    write(*((alice, message(pair)) for pair in pairs))
    current_epoch()
    with django_assert_max_num_queries(8):
        found = hello(alice, {stream(pair): 0 for pair in pairs}, epoch=current_epoch())
    assert len(logs(found)) == 12
