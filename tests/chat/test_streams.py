"""How the log and the inbox are read."""

from typing import Any

import pytest

from chat import queries
from chat.actions.archiving import archive_conversation
from chat.actions.drafting import save_draft
from chat.actions.reading import read_conversation
from chat.streams import ConversationLog, InboxState
from realtime.contract import Entries, Gone, Part, Stale
from tests.chat import verbs
from tests.chat.verbs import add, message, remove, say, stream, write

LOG: Any = ConversationLog()
INBOX = InboxState()


def test_a_pull_returns_what_the_bell_brought(alice, room, listening):
    with listening() as news:
        say(alice, room)
    [bell] = news
    assert LOG.pull([Part(bell.key, bell.after, bell.head)]) == [bell.items]


def test_the_wire_form_is_that_of_http(alice, room):
    say(alice, room)
    items = queries.history(alice, room.uuid).items
    [lines] = LOG.pull([Part(room.pk, 0, 2)])
    wire = LOG.encode(lines, "practitioner")
    assert wire == [item.model_dump(mode="json") for item in items]


def test_a_client_gets_what_follows_its_position(alice, room):
    say(alice, room)
    say(alice, room)
    found = LOG.catch_up(alice, stream(room), 1)
    assert (found.after, found.upto, found.start) == (1, 3, False)
    assert [line.seq for line in found.items] == [2, 3]
    assert LOG.catch_up(alice, stream(room), 3).items == ()


def test_without_a_position_it_gets_the_whole_interval(alice, carol, room):
    add(room, carol, by=alice)
    say(alice, room)
    for position in (None, 0):
        found = LOG.catch_up(carol, stream(room), position)
        assert (found.after, found.upto, found.start) == (1, 3, True)


def test_who_is_too_far_behind_or_ahead_is_stale(alice, pair):
    write(*((alice, message(pair)) for _ in range(201)))
    assert LOG.catch_up(alice, stream(pair), 0) == Stale(stream(pair), 201)
    assert isinstance(LOG.catch_up(alice, stream(pair), 1), Entries)
    assert LOG.catch_up(alice, stream(pair), 202) == Stale(stream(pair), 201)


@pytest.mark.parametrize(
    "spelt",
    [
        lambda one: str(one.uuid),
        lambda one: "conversation:nothing",
        lambda one: f"conversation:{verbs.NOBODY}",
        lambda one: f"conversation:{one.uuid.hex}",
        lambda one: f"conversation:{str(one.uuid).upper()}",
    ],
)
def test_a_name_that_is_not_a_stream_of_mine_is_gone(alice, pair, spelt):
    name = spelt(pair)
    assert LOG.catch_up(alice, name, 0) == Gone(name)


def test_what_is_not_mine_is_gone(carol, alice, bob, room, pair):
    assert LOG.catch_up(carol, stream(pair), 0) == Gone(stream(pair))
    remove(room, bob, by=alice)
    assert LOG.catch_up(bob, stream(room), 1) == Gone(stream(room))


def test_an_inbox_that_never_moved_is_empty(alice):
    state = INBOX.pull(alice.id, None)
    assert (state.stream, state.version, state.since, state.put) == (
        "inbox:me",
        0,
        None,
        (),
    )


def test_an_inbox_tells_the_rows_above_a_version(alice, bob, pair, room):
    say(alice, pair)
    read_conversation(reader=bob, conversation_id=pair.uuid, seq=1)
    known = INBOX.pull(bob.id, None).version
    archive_conversation(person=bob, conversation_id=room.uuid)
    saved = save_draft(person=bob, conversation_id=room.uuid, text="Je")
    state = INBOX.pull(bob.id, known)
    assert (state.since, state.version, state.drop) == (known, known + 2, ())
    assert state.put == (
        {
            "conversation": str(room.uuid),
            "read": 0,
            "received": 0,
            "archived_head": 1,
            "muted_until": None,
            "draft_at": saved.saved_at.isoformat().replace("+00:00", "Z"),
        },
    )
    whole = INBOX.pull(bob.id, None)
    assert {row["conversation"] for row in whole.put} == {
        str(room.uuid),
        str(pair.uuid),
    }


def test_a_removal_drops_the_row_and_a_return_brings_it_back(alice, bob, room):
    known = INBOX.version(bob.id)
    remove(room, bob, by=alice)
    state = INBOX.pull(bob.id, known)
    assert (state.put, state.drop) == ((), (str(room.uuid),))
    add(room, bob, by=alice)
    remove(room, bob, by=alice)
    assert INBOX.pull(bob.id, known).drop == (str(room.uuid),)
    add(room, bob, by=alice)
    state = INBOX.pull(bob.id, known)
    assert [row["conversation"] for row in state.put] == [str(room.uuid)]
    assert state.drop == ()
    assert INBOX.pull(bob.id, None).drop == ()


def test_a_version_that_is_not_of_this_history_gets_the_whole(alice, room):
    assert INBOX.pull(alice.id, 99).since is None
