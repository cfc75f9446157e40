"""A group is changed: of discussion, by a manager; of experts, by an administrator."""

from typing import Final
from uuid import UUID

from django.db import transaction

from accounts import audit
from accounts.people import Person
from chat.actions.renaming import rename_conversation
from groups.access import managed_by
from groups.actions.describing import describe
from groups.actions.pausing import pause, resume
from groups.experts import is_expert
from groups.leftovers import Grown, Held, hold
from groups.models import Group
from groups.queues import queue_changed
from groups.schemas import ChangeGroup
from lib.db import retrying
from lib.errors import InvalidRequest, Unavailable
from realtime.bells import publish

OF_BOTH: Final = frozenset({"name"})
OF_DISCUSSIONS: Final = frozenset({"is_history_shared"})
# Each time that a question comes while those that are there are being locked.
LOOKS: Final = 4


def change_group(*, by: Person, group_id: UUID, asked: ChangeGroup) -> None:
    """Change what is given; what is as it was already leaves no trace.

    Members see it at once: a discussion's by its entries, an expert group's by its
    queue, which is told whole.
    """
    change = _change_experts if is_expert(group_id) else _change_discussion
    for _ in range(LOOKS):
        try:
            return change(by, group_id, asked)
        except Grown:
            continue
    raise Unavailable


@retrying
@transaction.atomic
def _change_discussion(by: Person, group_id: UUID, asked: ChangeGroup) -> None:
    group = managed_by(by, group_id)
    _refuse(asked.model_fields_set - OF_DISCUSSIONS - OF_BOTH)
    if asked.name not in {None, group.name}:
        Group.objects.filter(pk=group.pk).update(name=asked.name)
        audit.record(by, "groups.group.renamed", group)
        rename_conversation(conversation=group.discussion, title=asked.name, by=by)
    is_shared = asked.is_history_shared
    if is_shared not in {None, group.is_history_shared}:
        Group.objects.filter(pk=group.pk).update(is_history_shared=is_shared)
        data = {"is_history_shared": is_shared}
        audit.record(by, "groups.history.changed", group, data)


@retrying
@transaction.atomic
def _change_experts(by: Person, group_id: UUID, asked: ChangeGroup) -> None:
    held = hold(by, group_id, asked.pending)
    _refuse(asked.model_fields_set & OF_DISCUSSIONS)
    is_described = describe(held.group, asked, by=by)
    is_switched = _switch(held, asked, by)
    if is_described or is_switched:
        publish(queue_changed(held.group, is_told_whole=True))


def _switch(held: Held, asked: ChangeGroup, by: Person) -> bool:
    if asked.active is None:
        return False
    if asked.active:
        return resume(held.group, by=by)
    return pause(held, asked.pending, by=by)


def _refuse(fields: set[str]) -> None:
    """Fields of the other kind of group."""
    if fields:
        raise InvalidRequest(fields=sorted(fields))
