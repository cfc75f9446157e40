"""Many at once, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from chat import access, queries
from chat.actions.opening import open_private
from chat.actions.reading import read_conversation
from chat.models import Conversation, Entry, Inbox, Participant
from lib.errors import DomainError, NotFound
from realtime.contract import SKIPPED
from tests import factories
from tests.chat import verbs
from tests.chat.verbs import add, message, remove, say, seqs, write

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all acts together; return what each returned, or its refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def assert_gapless(conversation: Conversation) -> None:
    conversation.refresh_from_db()
    assert seqs(conversation) == list(range(1, conversation.head + 1))


def test_twenty_who_send_at_once_leave_no_gap(alice, bob, room):
    answers = at_once(
        *[
            lambda author=author, n=n: say(author, room, str(n))
            for n, author in enumerate([alice, bob] * 10)
        ]
    )
    assert sorted(answer.seq for answer in answers) == list(range(2, 22))
    assert_gapless(room)


def test_batches_and_single_sends_share_one_numbering(alice, bob, room, pair):
    def batch():
        return write(
            *[(alice, message(room, str(n))) for n in range(5)],
            *[(bob, message(pair, str(n))) for n in range(5)],
        )

    answers = at_once(*[batch] * 4, *[lambda: say(bob, room)] * 4)
    outcomes = [one for answer in answers[:4] for one in answer]
    written = [one for one in outcomes if one is not SKIPPED]
    assert Entry.objects.filter(kind="message").count() == len(written) + 4
    assert_gapless(room)
    assert_gapless(pair)


def test_one_intention_sent_ten_times_at_once_is_one_entry(alice, pair):
    name = uuid4()
    answers = at_once(*[lambda: say(alice, pair, client_id=name)] * 10)
    assert {answer.seq for answer in answers} == {1}
    assert sum(answer.is_new for answer in answers) == 1
    assert_gapless(pair)


def test_one_client_id_for_two_conversations_at_once_is_taken_once(alice, pair, room):
    for _ in range(5):
        name = uuid4()
        answers = at_once(
            partial(say, alice, pair, client_id=name),
            partial(say, alice, room, client_id=name),
        )
        refusals = [one.code for one in answers if isinstance(one, DomainError)]
        assert refusals == ["client_id_reused"]
    assert_gapless(pair)
    assert_gapless(room)


def test_what_is_written_after_a_removal_was_refused(alice, bob, room):
    """Whichever comes first: nothing of his stands after his leaving."""
    answers = at_once(
        *[lambda: say(bob, room)] * 6, lambda: remove(room, bob, by=alice)
    )
    [left] = answers[-1]
    for answer in answers[:-1]:
        assert isinstance(answer, NotFound) or answer.seq < left.seq
    assert_gapless(room)


def test_the_same_newcomer_added_twice_at_once_joins_once(alice, carol, room):
    answers = at_once(*[lambda: add(room, carol, by=alice)] * 4)
    assert sum(answer is not None for answer in answers) == 1
    assert Participant.objects.filter(user=carol.id, left_seq=None).count() == 1


def test_two_who_open_at_once_meet_in_one_conversation(alice, bob):
    answers = at_once(
        *[lambda: open_private(author=alice, with_id=bob.uuid)] * 4,
        *[lambda: open_private(author=bob, with_id=alice.uuid)] * 4,
    )
    assert len({answer.conversation.pk for answer in answers}) == 1
    assert sum(answer.is_new for answer in answers) == 1
    assert Participant.objects.count() == 2


def test_cursors_of_many_devices_end_at_the_furthest(alice, bob, pair):
    for _ in range(8):
        say(alice, pair)
    at_once(
        *[
            lambda seq=seq: read_conversation(
                reader=bob, conversation_id=pair.uuid, seq=seq
            )
            for seq in (3, 8, 1, 5, 8, 2)
        ]
    )
    row = verbs.row(bob, pair)
    assert (row.read, row.received, row.unread) == (8, 8, 0)
    stamped = Participant.objects.get(user=bob.id, conversation=pair).inbox_version
    assert stamped == Inbox.objects.get(pk=bob.id).version


def test_groups_that_change_at_once_do_not_wait_for_each_other_for_ever(
    alice, bob, carol, clinic
):
    """Inboxes are locked in one order, after the conversations."""
    others = [factories.practitioner(clinic) for _ in range(4)]
    rooms = [verbs.group(f"Groupe {n}", alice, bob) for n in range(4)]

    def come_and_go(room, people):
        add(room, *people, by=alice)
        remove(room, *people, by=alice)

    at_once(
        *[
            lambda room=room, n=n: come_and_go(room, others[n:] + others[:n])
            for n, room in enumerate(rooms)
        ]
    )
    for room in rooms:
        assert_gapless(room)


def test_a_batch_leaves_out_what_another_transaction_holds(alice, bob, room, pair):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: its transaction holds everything.")
    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        access.locked(room.pk)

        def batch():
            try:
                return write(
                    (alice, message(room)), (alice, message(pair)), (bob, message(room))
                )
            finally:
                connection.close()

        outcomes = threads.submit(batch).result(timeout=10)
    assert outcomes[0] is outcomes[2] is SKIPPED
    assert outcomes[1].seq == 1
    assert queries.history(alice, room.uuid).head == 1
