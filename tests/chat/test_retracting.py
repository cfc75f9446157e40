"""A message taken back is read by nobody any more."""

import pytest
from django.utils import timezone

from accounts.models import Membership
from chat import access, queries
from chat.actions.retracting import retract_message
from chat.errors import ConversationClosed, NotYourMessage, ReadOnly
from chat.models import Conversation, Entry
from lib.errors import NotFound
from tests.chat.verbs import add, remove, row, say, texts


def retract(person, conversation, seq):
    return retract_message(author=person, conversation_id=conversation.uuid, seq=seq)


def test_a_retracted_message_is_empty_everywhere_and_kept_in_the_log(alice, bob, pair):
    say(alice, pair, "Erreur")
    answer = retract(alice, pair, 1)
    page = queries.history(bob, pair.uuid)
    message, retraction = page.items
    assert (message.data, message.kind) == ({}, "message")
    assert (retraction.kind, retraction.data) == ("retracted", {"seq": 1})
    assert (answer.seq, answer.at) == (2, retraction.at)
    assert Entry.objects.get(seq=1).data == {"text": "Erreur"}


def test_the_last_line_of_the_inbox_does_not_show_it_either(alice, bob, pair):
    say(alice, pair, "Erreur")
    retract(alice, pair, 1)
    assert row(bob, pair).last.kind == "retracted"


def test_retracting_again_gets_the_same_answer(alice, bob, room):
    say(bob, room)
    first = retract(bob, room, 2)
    assert retract(bob, room, 2) == first
    remove(room, bob, by=alice)
    assert retract(bob, room, 2) == first
    assert Entry.objects.filter(kind="retracted").count() == 1


def test_only_the_author_takes_back(alice, bob, carol, pair):
    say(alice, pair, "À moi")
    with pytest.raises(NotYourMessage):
        retract(bob, pair, 1)
    with pytest.raises(NotFound):
        retract(carol, pair, 1)
    assert texts(bob, pair) == ["À moi"]


def test_only_messages_are_taken_back_and_only_those_that_i_can_see(alice, bob, room):
    with pytest.raises(NotFound):
        retract(alice, room, 1)
    with pytest.raises(NotFound):
        retract(alice, room, 7)
    say(bob, room)
    remove(room, bob, by=alice)
    add(room, bob, by=alice)
    with pytest.raises(NotFound):
        retract(bob, room, 2)


def test_nothing_is_taken_back_where_nobody_writes_any_more(alice, bob, room, pair):
    say(alice, room)
    say(alice, pair)
    Conversation.objects.filter(pk=room.pk).update(state="closed")
    with pytest.raises(ConversationClosed):
        retract(alice, room, 2)
    Membership.objects.filter(user=bob.id).update(ended_at=timezone.now())
    with pytest.raises(ReadOnly):
        retract(alice, pair, 1)


def test_the_bell_brings_the_retraction(alice, bob, pair, listening):
    say(alice, pair)
    with listening() as news:
        retract(alice, pair, 1)
    [bell] = news
    assert (bell.after, bell.head, len(bell.items)) == (1, 2, 1)
    assert set(bell.to) == {(alice.id, 1), (bob.id, 1)}


def test_a_removal_that_commits_before_the_lock_wins(alice, bob, room, monkeypatch):
    say(bob, room)
    real = access.locked

    def overtaken(key):
        monkeypatch.setattr(access, "locked", real)
        remove(room, bob, by=alice)
        return real(key)

    monkeypatch.setattr(access, "locked", overtaken)
    with pytest.raises(NotFound):
        retract(bob, room, 2)


def test_a_retraction_that_commits_before_the_lock_is_recognised(
    bob, room, monkeypatch
):
    say(bob, room)
    real = access.locked
    first = []

    def overtaken(key):
        monkeypatch.setattr(access, "locked", real)
        first.append(retract(bob, room, 2))
        return real(key)

    monkeypatch.setattr(access, "locked", overtaken)
    assert retract(bob, room, 2) == first[0]
