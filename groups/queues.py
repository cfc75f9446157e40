"""The version of a group's queue: the last lock of an action, but personal rows."""

from collections.abc import Collection
from typing import Final

from django.db.models import F

from groups.access import readers_of_queue
from groups.models import Group, Question
from lib.db import DatabaseNow
from realtime.bells import Bell

PREFIX: Final = "queue:"


def queue_stream(group_id: object) -> str:
    return f"{PREFIX}{group_id}"


def queue_changed(
    group: Group,
    *,
    questions: Collection[int] = (),
    gone: Collection[int] = (),
    is_told_whole: bool = False,
) -> Bell:
    """Move the queue on, under the group's lock, and return the bell to publish.

    `questions` are the keys of those that entered it, left it or look different; they
    are locked already. `gone` are the people who lose it now. `is_told_whole`: a change
    cannot tell what happened (a question is in another group now). `group` is then as
    the database has it under the lock. Three queries, and one for questions.
    """
    moved = {"queue_version": F("queue_version") + 1, "queue_moved_at": DatabaseNow()}
    if is_told_whole:
        moved["queue_whole_from"] = F("queue_version") + 1
    Group.objects.filter(pk=group.pk).update(**moved)
    group.refresh_from_db()
    if questions:
        stamped = Question.objects.filter(pk__in=questions)
        stamped.update(queue_version=group.queue_version)
    return queue_bell(group, to=readers_of_queue(group.pk), gone=gone)


def queue_bell(
    group: Group, *, to: Collection[int], gone: Collection[int] = ()
) -> Bell:
    """Tell readers that the queue is at its version, others that it is not theirs."""
    version = group.queue_version
    return Bell(
        stream=queue_stream(group.uuid),
        key=group.pk,
        after=version - 1,
        head=version,
        to=tuple((person_id, 1) for person_id in to),
        gone=tuple((person_id, version - 1) for person_id in gone),
        organisations=(group.organisation_id,),
    )
