"""Many at once on one question: real threads with connections of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection

from accounts.people import Person
from chat.models import Entry
from groups.access import readers_of_queue
from groups.models import Question, QuestionState
from groups.question_queries import question_detail
from lib.errors import DomainError, Unavailable
from tests.groups import question_acts as acts
from tests.groups.question_acts import queue_of

N_THREADS = 20
N_ROUNDS = 8
N_ATTEMPTS = 5
LOCK_NOT_AVAILABLE = "55P03"


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do them together from a few threads; a refusal is an answer: its code."""
    size = min(len(acts), N_THREADS)
    start = Barrier(size)

    def work(share: Sequence[Callable[[], Any]]) -> list[Any]:
        try:
            start.wait(timeout=30)
            return [_outcome(act) for act in share]
        finally:
            connection.close()

    with ThreadPoolExecutor(size) as pool:
        done = list(pool.map(work, [acts[place::size] for place in range(size)]))
    return [done[place % size][place // size] for place in range(len(acts))]


def _outcome(act: Callable[[], Any]) -> Any:
    """On a busy machine a lock may not come in time: tried again, as `in_db` does."""
    for _ in range(N_ATTEMPTS):
        try:
            return act()
        except DomainError as refusal:
            return refusal.code
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                raise
    return Unavailable.code


def require_whole(question: UUID) -> Question:
    """One assignee where one must be, the mirror, the seats and the log agree."""
    row = acts.row(question)
    state = acts.state(question)
    those = {row.requester_id, row.assignee_id} - {None}
    assert acts.takes_part(question) == those
    entries = Entry.objects.filter(conversation=row.pk).order_by("pk")
    seqs = list(entries.values_list("seq", flat=True))
    assert seqs == list(range(1, row.conversation.head + 1))
    assert (str(question) in queue_of(row.group)) == (state == "pending")
    return row


def require_one_outcome(
    question: UUID, claimers: Sequence[Person], told: Sequence[Any]
) -> None:
    """What the claimers were told is what became of it: taken by one, or by none."""
    row = acts.row(question)
    winners = [one.id for one, it in zip(claimers, told, strict=True) if it_won(it)]
    refused = Counter(it for it in told if not it_won(it))
    if row.assignee_id is None:
        assert (winners, refused) == ([], {"not_found": len(claimers)})
    else:
        assert winners == [row.assignee_id]
        assert refused == {"already_claimed": len(claimers) - 1}


def it_won(outcome: Any) -> bool:
    return not isinstance(outcome, str)


def require_its_readers(question: UUID, people: Sequence[Person]) -> None:
    """While it waits its group's members read it; then its two alone."""
    row = acts.row(question)
    those = {row.requester_id, row.assignee_id}
    if row.state == QuestionState.PENDING:
        those |= set(readers_of_queue(row.group_id))
    for one in people:
        told = _outcome(partial(question_detail, one, question))
        assert (told != "not_found") == (one.id in those)
