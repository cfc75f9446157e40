"""Sending, exactly once."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Membership, PatientRecord
from chat.actions import posting
from chat.errors import ClientIdReused, ConversationClosed, ReadOnly
from chat.models import Conversation, Entry, Participant
from chat.schemas import PATIENT_TEXT_MAX, TEXT_MAX
from lib.errors import InvalidRequest, NotFound
from tests.chat.verbs import NOBODY, add, remove, say, seqs, texts


def test_messages_are_numbered_without_a_gap_and_moved_by_database_time(
    alice, bob, pair
):
    first = say(alice, pair)
    second = say(bob, pair)
    pair.refresh_from_db()
    assert (first.seq, second.seq, pair.head) == (1, 2, 2)
    assert pair.moved_at == second.at >= first.at


def test_a_retry_is_answered_with_the_first_entry(alice, pair):
    name = uuid4()
    first = say(alice, pair, client_id=name)
    again = say(alice, pair, client_id=name)
    assert (again.seq, again.at) == (first.seq, first.at)
    assert (first.is_new, again.is_new) == (True, False)
    assert seqs(pair) == [1]


def test_a_retry_is_recognised_before_anything_refuses_it(alice, bob, room):
    name = uuid4()
    first = say(bob, room, client_id=name)
    Conversation.objects.update(state="closed")
    assert say(bob, room, client_id=name).seq == first.seq
    remove(room, bob, by=alice)
    assert say(bob, room, client_id=name).seq == first.seq


def test_two_people_may_use_the_same_client_id(alice, bob, pair):
    name = uuid4()
    assert say(alice, pair, client_id=name).seq == 1
    assert say(bob, pair, client_id=name).seq == 2


def test_a_client_id_names_one_intention(alice, carol, pair, room):
    name = uuid4()
    say(alice, pair, "Bonjour", client_id=name)
    with pytest.raises(ClientIdReused):
        say(alice, pair, "Bonsoir", client_id=name)
    with pytest.raises(ClientIdReused):
        say(alice, pair, "Bonjour", client_id=name, reply_to=1)
    with pytest.raises(ClientIdReused):
        say(alice, room, "Bonjour", client_id=name)


def test_what_does_not_exist_and_what_is_not_mine_look_the_same(alice, carol, pair):
    with pytest.raises(NotFound) as not_mine:
        say(carol, pair)
    pair.uuid = NOBODY
    with pytest.raises(NotFound) as not_there:
        say(alice, pair)
    assert str(not_mine.value) == str(not_there.value)
    assert Entry.objects.count() == 0


def test_who_was_removed_cannot_write(alice, bob, room):
    remove(room, bob, by=alice)
    with pytest.raises(NotFound):
        say(bob, room)


def test_nobody_writes_in_a_closed_conversation(alice, room):
    Conversation.objects.update(state="closed")
    with pytest.raises(ConversationClosed):
        say(alice, room)


def test_two_who_share_no_organisation_any_more_only_read(alice, bob, pair):
    say(alice, pair, "Avant")
    Membership.objects.filter(user=bob.id).update(ended_at=timezone.now())
    for author in (alice, bob):
        with pytest.raises(ReadOnly):
            say(author, pair)
        assert texts(author, pair) == ["Avant"]


def test_a_group_goes_on_when_a_member_leaves_his_organisation(alice, bob, room):
    Membership.objects.filter(user=bob.id).update(ended_at=timezone.now())
    assert say(alice, room).seq == 2


def test_a_reply_points_at_something_that_its_author_can_read(alice, bob, carol, room):
    say(alice, room)
    assert say(bob, room, reply_to=2).seq == 3
    for seq in (4, 99):
        with pytest.raises(InvalidRequest):
            say(bob, room, reply_to=seq)


def test_a_newcomer_cannot_point_at_what_came_before_him(alice, carol, room):
    say(alice, room)
    add(room, carol, by=alice)
    with pytest.raises(InvalidRequest):
        say(carol, room, reply_to=2)
    assert say(carol, room, reply_to=3).seq == 4


@pytest.mark.parametrize(
    "text", ["", "   \n", "a\x00b", "\ud800", "x" * (TEXT_MAX + 1)]
)
def test_texts_that_cannot_be_kept_are_refused(alice, pair, text):
    with pytest.raises(ValueError, match="text"):
        say(alice, pair, text)


def test_what_is_written_for_a_patient_is_marked_and_shorter(alice, jeanne, room):
    record = jeanne_takes_part(jeanne, room)
    with pytest.raises(InvalidRequest):
        say(jeanne, room, "x" * (PATIENT_TEXT_MAX + 1))
    seq = say(jeanne, room, "x" * PATIENT_TEXT_MAX).seq
    assert Entry.objects.get(conversation=room, seq=seq).for_record_id == record


def jeanne_takes_part(jeanne, room):
    record = PatientRecord.objects.get(user=jeanne.id).pk
    Participant.objects.create(
        conversation=room, user_id=jeanne.id, for_record_id=record
    )
    return record


def test_the_bell_names_its_readers_and_brings_the_entries(
    alice, bob, clinic, room, listening
):
    with listening() as news:
        posted = say(alice, room, "Bonjour")
    [bell] = news
    assert (bell.stream, bell.key) == (f"conversation:{room.uuid}", room.pk)
    assert (bell.after, bell.head) == (posted.seq - 1, posted.seq)
    assert set(bell.to) == {(alice.id, 1), (bob.id, 1)}
    assert bell.organisations == (clinic.pk,)
    [line] = bell.items
    assert (line.seq, line.at, line.data) == (2, posted.at, {"text": "Bonjour"})
    assert (line.author_uuid, line.author_name) == (alice.uuid, alice.name)


def test_a_retry_rings_nobody(alice, pair, listening):
    name = uuid4()
    say(alice, pair, client_id=name)
    with listening() as news:
        say(alice, pair, client_id=name)
    assert news == []


def test_a_send_costs_a_bounded_number_of_queries(
    alice, pair, django_assert_max_num_queries
):
    # Earlier twice, lock, roster, head, insert; and savepoints.
    with django_assert_max_num_queries(10):
        say(alice, pair)


def test_a_client_id_that_is_committed_elsewhere_meanwhile_is_recognised(
    alice, pair, room, monkeypatch
):
    name = uuid4()
    say(alice, room, client_id=name)
    blind: list[dict[Any, Any]] = [{}, {}]
    real = posting._ask_earlier
    monkeypatch.setattr(
        posting, "_ask_earlier", lambda asked: blind.pop if blind else real(asked)
    )
    with pytest.raises(ClientIdReused):
        say(alice, pair, client_id=name)
    assert seqs(pair) == []
