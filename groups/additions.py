"""What follows in a queue when a pending question changes in its conversation."""

from collections.abc import Collection

from groups.models import Group, Question
from groups.queues import queue_changed
from realtime.bells import publish


def pending_questions_changed(conversation_keys: Collection[int]) -> None:
    """Show the queues' readers what requesters have added or taken back.

    In the transaction that changes it, under the conversations' locks; then the groups'
    locks, by id.
    """
    keys: dict[int, list[int]] = {}
    questions = Question.objects.filter(pk__in=conversation_keys)
    for question, group_key in questions.values_list("pk", "group_id"):
        keys.setdefault(group_key, []).append(question)
    for group in Group.objects.filter(pk__in=keys).order_by("pk"):
        publish(queue_changed(group, questions=keys[group.pk]))
