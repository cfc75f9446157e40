"""How a question takes a turn: the part that all its actions share.

the caller:  lock the conversation -> read the question again -> change its row
here:        entries -> conversation's state -> queue (group's lock) -> seats, inboxes
             where it waits: a notice for the members
commit ->    bells: the log to who takes part, the queue to the members
"""

from collections.abc import Sequence

from accounts.people import Person
from chat import access, bells, inboxes, timeline
from chat.actions.seating import unseat
from chat.models import Entry, EntryKind, Participant
from chat.timeline import Fact
from groups.models import Question, QuestionState
from groups.noticing import note_question
from groups.queues import queue_changed
from realtime.bells import Bell, publish


def turn(
    question: Question,
    facts: Sequence[Fact],
    *,
    by: Person,
    is_queued: bool,
    seated: Participant | None = None,
    leaver_id: int | None = None,
) -> list[Entry]:
    """Write what happened to a question and tell everybody whom it concerns.

    In the caller's transaction, under the conversation's lock; `by` is the author of
    all facts. `is_queued`: the queue shows the question now, or did before. `leaver_id`
    loses the exchange with the first entry.
    """
    conversation = question.conversation
    conversation.state = question.state
    conversation.save(update_fields=["state"])
    entries = timeline.append_all([(conversation, facts)])[conversation.pk]
    if question.state == QuestionState.PENDING:
        note_question(question, entries[-1].seq)
    queue = (
        [queue_changed(question.group, questions=[question.pk])] if is_queued else []
    )
    # Those whom only the leaver belonged to must hear it too.
    organisations = set(conversation.organisations)
    left = unseat(conversation, leaver_id, entries[0]) if leaver_id else None
    grown = bells.grown(
        conversation,
        [timeline.line(entry, by) for entry in entries],
        to=access.recipients(conversation.pk),
        gone=[(left.user_id, entries[0].seq - 1)] if left else [],
        organisations=organisations.union(conversation.organisations),
    )
    publish(grown, *queue, *_moved_inboxes(seated, left))
    return entries


def _moved_inboxes(*moved: Participant | None) -> list[Bell]:
    changed = [one for one in moved if one]
    if not changed:
        return []
    return inboxes.stamp([one.pk for one in changed], [one.user_id for one in changed])


def requeue(question: Question) -> int | None:
    """Make the question pending again; return whose it was. Its turn comes next."""
    assignee_id = question.assignee_id
    question.state = QuestionState.PENDING
    question.assignee = question.claimed_at = question.closed_at = None
    question.save(update_fields=["state", "assignee", "claimed_at", "closed_at"])
    return assignee_id


def fact_of(question: Question, kind: EntryKind, by: Person, **data: str) -> Fact:
    """A fact by somebody: the requester's stand in the name of his record."""
    is_asker = by.id == question.requester_id
    record_id = question.for_record_id if is_asker else None
    return Fact(kind, by.id, data, for_record_id=record_id)


def last(question: Question, kind: EntryKind) -> Entry | None:
    """Return the latest entry of this kind in the question's log."""
    return timeline.facts_of(question.pk, kind).first()
