"""Cursors, archive, mute and drafts: one person's own view of a conversation."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import PatientRecord
from chat import queries
from chat.actions.archiving import archive_conversation, unarchive_conversation
from chat.actions.drafting import save_draft
from chat.actions.muting import mute_conversation, unmute_conversation
from chat.actions.reading import read_conversation, receive_conversation
from chat.inbox_schemas import InboxFilter
from chat.models import Inbox, Participant
from chat.schemas import FOR_EVER
from lib.errors import NotFound
from realtime.bells import Bell, Passing
from tests.chat.verbs import row, say


def read(person, conversation, seq):
    return read_conversation(reader=person, conversation_id=conversation.uuid, seq=seq)


def receive(person, conversation, seq):
    return receive_conversation(
        reader=person, conversation_id=conversation.uuid, seq=seq
    )


def of(person, conversation):
    return {"person": person, "conversation_id": conversation.uuid}


def version(person):
    return Inbox.objects.get_or_create(user_id=person.id)[0].version


def test_cursors_only_grow_and_stop_at_the_head(alice, bob, pair):
    say(alice, pair)
    say(alice, pair)
    assert receive(bob, pair, 1).received == 1
    cursors = read(bob, pair, 99)
    assert (cursors.read, cursors.received) == (2, 2)
    cursors = read(bob, pair, 1)
    assert (cursors.read, cursors.received) == (2, 2)
    assert receive(bob, pair, 1).received == 2


def test_receiving_is_not_reading(alice, bob, pair):
    say(alice, pair)
    receive(bob, pair, 1)
    assert row(bob, pair).unread == 1
    read(bob, pair, 1)
    assert row(bob, pair).unread == 0


def test_a_cursor_that_moves_tells_my_devices_and_the_other_practitioners(
    alice, bob, pair, listening
):
    say(alice, pair)
    before = version(bob)
    with listening() as news:
        read(bob, pair, 1)
    inbox, cursors = news
    assert isinstance(inbox, Bell)
    assert isinstance(cursors, Passing)
    assert (inbox.stream, inbox.key, inbox.head) == ("inbox:me", bob.id, before + 1)
    assert (inbox.organisations, inbox.to) == ((), ((bob.id, 1),))
    assert cursors.to == (alice.id,)
    assert cursors.frame == {
        "type": "cursors",
        "conversation": str(pair.uuid),
        "items": [{"person": str(bob.uuid), "read": 1, "received": 1}],
    }


def test_a_cursor_that_does_not_move_tells_nobody(alice, bob, pair, listening):
    say(alice, pair)
    read(bob, pair, 1)
    before = version(bob)
    with listening() as news:
        read(bob, pair, 1)
        receive(bob, pair, 1)
    assert (news, version(bob)) == ([], before)


def test_a_patient_is_not_told_where_others_stand(alice, bob, jeanne, room, listening):
    record = PatientRecord.objects.get(user=jeanne.id)
    Participant.objects.create(conversation=room, user_id=jeanne.id, for_record=record)
    with listening() as news:
        read(bob, room, 1)
    assert news[1].to == (alice.id,)
    shown = {one.id: one.read for one in queries.detail(jeanne, room.uuid).participants}
    assert shown == {alice.uuid: None, bob.uuid: None, jeanne.uuid: 0}


def test_an_archived_conversation_comes_back_with_a_new_entry(alice, bob, pair):
    say(alice, pair)
    assert archive_conversation(**of(bob, pair)).archived_head == 1
    assert queries.inbox_page(bob, filter_(archived=True)).items[0].archived
    assert queries.inbox_page(bob, filter_()).items == []
    assert queries.inbox_page(alice, filter_()).items[0].archived is False
    say(alice, pair)
    assert queries.inbox_page(bob, filter_()).items[0].archived is False


def filter_(**wanted):
    return InboxFilter(**wanted)


def test_archiving_is_undone(alice, pair):
    say(alice, pair)
    archive_conversation(**of(alice, pair))
    assert unarchive_conversation(**of(alice, pair)).archived_head is None
    assert row(alice, pair).archived is False


def test_muting_is_for_ever_or_until_a_time_and_counts_on(alice, bob, pair):
    say(alice, pair)
    assert queries.badge(bob).unread == 1
    assert mute_conversation(**of(bob, pair)).muted_until == FOR_EVER
    assert (row(bob, pair).unread, queries.badge(bob).unread) == (1, 0)
    past = timezone.now() - timedelta(minutes=1)
    mute_conversation(**of(bob, pair), until=past)
    assert queries.badge(bob).unread == 1
    mute_conversation(**of(bob, pair), until=past + timedelta(hours=1))
    assert queries.badge(bob).unread == 0
    assert unmute_conversation(**of(bob, pair)).muted_until is None
    assert queries.badge(bob).unread == 1


def test_a_draft_is_kept_for_me_alone_and_can_be_emptied(alice, bob, pair):
    saved = save_draft(**of(alice, pair), text="Cher confrère")
    mine: Any = queries.detail(alice, pair.uuid)
    assert (mine.draft.text, mine.draft.saved_at) == ("Cher confrère", saved.saved_at)
    assert mine.draft_at == saved.saved_at
    assert queries.detail(bob, pair.uuid).draft is None
    later = save_draft(**of(alice, pair), text="")
    assert later.saved_at >= saved.saved_at
    mine = queries.detail(alice, pair.uuid)
    assert (mine.draft, mine.draft_at) == (None, None)


@pytest.mark.parametrize(
    "change", [archive_conversation, mute_conversation, unmute_conversation]
)
def test_each_change_moves_my_inbox_once_and_stamps_the_row(
    alice, pair, listening, change
):
    if change is unmute_conversation:
        mute_conversation(**of(alice, pair))
    before = version(alice)
    with listening() as news:
        change(**of(alice, pair))
        change(**of(alice, pair))
    [bell] = news
    assert (bell.after, bell.head) == (before, before + 1)
    stamped = Participant.objects.get(user=alice.id, conversation=pair)
    assert stamped.inbox_version == before + 1


@pytest.mark.parametrize(
    "act",
    [
        lambda person, it: read(person, it, 1),
        lambda person, it: receive(person, it, 1),
        lambda person, it: archive_conversation(**of(person, it)),
        lambda person, it: unarchive_conversation(**of(person, it)),
        lambda person, it: mute_conversation(**of(person, it)),
        lambda person, it: unmute_conversation(**of(person, it)),
        lambda person, it: save_draft(**of(person, it), text="x"),
    ],
)
def test_nobody_has_a_view_of_a_conversation_that_is_not_his(carol, pair, act):
    with pytest.raises(NotFound):
        act(carol, pair)
    assert not Inbox.objects.filter(user=carol.id).exists()
