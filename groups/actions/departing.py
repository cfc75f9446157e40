"""Who leaves an organisation leaves the groups in which he stood for it.

What he has taken there and not closed goes back to the queue. Who closes his account
keeps what he has taken, as somebody removed from a group does (S2-28).
"""

from collections import Counter
from collections.abc import Collection
from typing import Final

from django.db import transaction

from accounts import audit
from accounts.signing import picture
from chat.models import EntryKind
from groups.access import lock_groups, n_taken
from groups.actions.ending import end_membership, pause_without_members
from groups.departures import (
    abandoned_questions,
    departed_members,
    memberships_of_closed_accounts,
)
from groups.leftovers import Grown
from groups.models import Question
from groups.queues import queue_changed
from groups.turns import fact_of, requeue, turn
from lib.errors import Unavailable
from realtime.bells import publish

# Each time that he takes a question while those that he has are being locked.
LOOKS: Final = 4


def leave_groups_of_ended_memberships(user_ids: Collection[int]) -> None:
    """Follow ended memberships, inside the transaction that ends them.

    The caller tells whom to look at; what the database has decides.
    """
    for _ in range(LOOKS):
        try:
            return _leave(user_ids)
        except Grown:
            continue
    raise Unavailable


@transaction.atomic
def _leave(user_ids: Collection[int]) -> None:
    """All locks come before the first change. Undone and unlocked by Grown."""
    members = list(departed_members(user_ids))
    abandoned = abandoned_questions(user_ids)
    groups, questions = lock_groups([member.group for member in members], abandoned)
    if abandoned.exclude(pk__in=[question.pk for question in questions]).exists():
        raise Grown
    for question in questions:
        _give_back(question)
    for key, n in Counter(question.group_id for question in questions).items():
        audit.record(None, "groups.questions.returned", groups[key], {"n": n})
    for member in members:
        end_membership(
            groups[member.group_id],
            member.user,
            by=picture(member.user),
            verb="groups.member.departed",
        )


def _give_back(question: Question) -> None:
    assert question.assignee is not None
    expert = picture(question.assignee)
    leaver_id = requeue(question)
    released = fact_of(question, EntryKind.RELEASED, expert)
    turn(question, [released], by=expert, is_queued=True, leaver_id=leaver_id)


def leave_queues_of_closed_accounts(user_ids: Collection[int]) -> None:
    """Count what they have taken, and pause groups that nobody else reads.

    Inside the transaction that closes the accounts.
    """
    members = list(memberships_of_closed_accounts(user_ids))
    groups = lock_groups([member.group for member in members]).groups
    for member in members:
        group, user = groups[member.group_id], member.user
        data = {"person": str(user.uuid), "n_open": n_taken(group, user)}
        audit.record(None, "groups.member.account_closed", group, data)
        pause_without_members(group, by=None)
        publish(queue_changed(group, gone=[user.pk], is_told_whole=True))
