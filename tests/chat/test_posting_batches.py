"""What waits is written together: one transaction, an outcome for each."""

from uuid import uuid4

import pytest
from django.db import OperationalError

from accounts.models import Membership
from chat import access, timeline
from chat.errors import ClientIdReused, ConversationClosed, ReadOnly
from chat.models import Conversation, Entry
from chat.schemas import SentMessage
from lib.errors import InvalidRequest, NotFound
from realtime.contract import SKIPPED
from tests import factories
from tests.chat import verbs
from tests.chat.verbs import message, say, seqs, texts, write


def test_messages_keep_their_order_in_each_conversation(alice, bob, pair, room):
    outcomes = write(
        (alice, message(pair, "un")),
        (bob, message(room, "deux")),
        (bob, message(pair, "trois")),
        (alice, message(pair, "quatre")),
    )
    assert [outcome.seq for outcome in outcomes] == [1, 2, 2, 3]
    assert all(isinstance(outcome, SentMessage) for outcome in outcomes)
    assert texts(alice, pair) == ["un", "trois", "quatre"]
    assert seqs(pair) == [1, 2, 3]


def test_a_refusal_is_an_outcome_and_leaves_no_gap(alice, bob, carol, dave, pair, room):
    closed = verbs.group("Fermé", alice, bob)
    Conversation.objects.filter(pk=closed.pk).update(state="closed")
    nowhere = message(pair).model_copy(update={"conversation": uuid4()})
    outcomes = write(
        (carol, message(pair)),
        (alice, message(pair, "un")),
        (alice, nowhere),
        (alice, message(closed)),
        (alice, message(room, reply_to=9)),
        (bob, message(pair, "deux")),
    )
    assert [type(outcome) for outcome in outcomes] == [
        NotFound,
        SentMessage,
        NotFound,
        ConversationClosed,
        InvalidRequest,
        SentMessage,
    ]
    assert texts(alice, pair) == ["un", "deux"]
    assert seqs(pair) == [1, 2]


def test_the_pair_rule_is_asked_for_each_private_conversation(alice, bob, carol, pair):
    other = verbs.private(alice, carol)
    Membership.objects.filter(user=bob.id).delete()
    outcomes = write((alice, message(pair)), (alice, message(other)))
    assert [type(outcome) for outcome in outcomes] == [ReadOnly, SentMessage]


def test_one_intention_twice_in_a_batch_is_one_entry(alice, pair):
    once = message(pair)
    first, second = write((alice, once), (alice, once))
    assert first == second
    assert Entry.objects.count() == 1


def test_one_client_id_for_two_texts_in_a_batch_is_refused_once(alice, room, pair):
    name = uuid4()
    first, second, third = write(
        (alice, message(pair, "un", client_id=name)),
        (alice, message(pair, "deux", client_id=name)),
        (alice, message(room, "un", client_id=name)),
    )
    assert first.seq == 1
    assert isinstance(second, ClientIdReused)
    assert isinstance(third, ClientIdReused)
    assert texts(alice, pair) == ["un"]


def test_the_intention_that_was_refused_may_be_taken_by_the_next(alice, room, pair):
    name = uuid4()
    first, second = write(
        (alice, message(pair, client_id=name, reply_to=5)),
        (alice, message(pair, client_id=name)),
    )
    assert isinstance(first, InvalidRequest)
    assert second.seq == 1


def test_a_retry_in_a_batch_gets_the_first_answer(alice, bob, pair):
    name = uuid4()
    first = say(alice, pair, client_id=name)
    again, other = write((alice, message(pair, client_id=name)), (bob, message(pair)))
    assert (again.seq, again.at) == (first.seq, first.at)
    assert other.seq == 2


def test_a_reply_may_point_at_a_message_of_its_own_batch(alice, bob, pair):
    outcomes = write((alice, message(pair)), (bob, message(pair, reply_to=1)))
    assert [outcome.seq for outcome in outcomes] == [1, 2]


def test_there_is_one_bell_for_each_conversation(alice, bob, pair, room, listening):
    with listening() as news:
        write((alice, message(pair)), (alice, message(room)), (bob, message(pair)))
    assert {(bell.key, bell.after, bell.head) for bell in news} == {
        (pair.pk, 0, 2),
        (room.pk, 1, 2),
    }
    [in_pair] = [bell for bell in news if bell.key == pair.pk]
    assert [line.author_uuid for line in in_pair.items] == [alice.uuid, bob.uuid]


def test_a_batch_of_retries_rings_nobody(alice, pair, listening):
    name = uuid4()
    say(alice, pair, client_id=name)
    with listening() as news:
        write((alice, message(pair, client_id=name)))
    assert news == []


def test_an_accident_leaves_nothing_written(alice, pair, room, monkeypatch, listening):
    def fail(*_):
        raise OperationalError("disk full")

    monkeypatch.setattr(timeline, "line", fail)
    with listening() as news, pytest.raises(OperationalError):
        write((alice, message(pair)), (alice, message(room)))
    pair.refresh_from_db()
    assert (pair.head, seqs(pair), news) == (0, [], [])


def test_a_batch_costs_the_same_whatever_its_size(
    alice, bob, clinic, django_assert_max_num_queries
):
    others = [factories.practitioner(clinic) for _ in range(10)]
    pairs = [verbs.private(alice, other) for other in others]
    requests = [(alice, message(pair, str(n))) for pair in pairs for n in range(5)]
    # Lock, earlier, roster, heads, insert, notice; savepoints of the transaction.
    with django_assert_max_num_queries(8):
        outcomes = write(*requests)
    assert [outcome.seq for outcome in outcomes] == [1, 2, 3, 4, 5] * 10


def test_what_another_transaction_holds_is_skipped_and_strangers_learn_nothing(
    alice, carol, pair, room, monkeypatch
):
    real = access.ask_locked

    def held(uuids, *, skip_locked):
        return real(uuids - {room.uuid}, skip_locked=skip_locked)

    monkeypatch.setattr(access, "ask_locked", held)
    outcomes = write(
        (alice, message(room)), (carol, message(room)), (alice, message(pair))
    )
    assert outcomes[0] is SKIPPED
    assert isinstance(outcomes[1], NotFound)
    assert outcomes[2].seq == 1
