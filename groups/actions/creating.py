"""A group begins: of discussion, by a practitioner; of experts, by an administrator."""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.access import practitioners_only
from accounts.people import Person
from chat.actions.opening import open_group_conversation
from chat.errors import ClientIdReused
from groups.access import Candidate, practitioners_for
from groups.actions.enrolling import enrol
from groups.experts import administered_organisation, experts_for
from groups.models import Group
from groups.queues import queue_changed
from groups.schemas import CreateExpertGroup, CreateGroup
from lib.db import retrying
from realtime.bells import publish


class Created(NamedTuple):
    """`is_new` is false for a recognised retry."""

    group: Group
    is_new: bool


Asked = CreateGroup | CreateExpertGroup


def create_group(*, creator: Person, asked: Asked) -> Created:
    """Make the group and its members. Who creates a discussion manages it.

    Safe to retry with the same `client_id`, also at the same time.
    """
    try:
        return _create(creator, asked)
    except IntegrityError:
        if earlier := _earlier(creator, asked):
            return earlier
        raise


@retrying
@transaction.atomic
def _create(creator: Person, asked: Asked) -> Created:
    if earlier := _earlier(creator, asked):
        return earlier
    if isinstance(asked, CreateGroup):
        group = _discussion(creator, asked)
    else:
        group = _experts(creator, asked)
    return Created(group, is_new=True)


def _discussion(creator: Person, asked: CreateGroup) -> Group:
    """Its conversation begins at once (S2-05)."""
    practitioners_only(creator)
    members = practitioners_for(creator, [creator.uuid, *asked.members])
    group = Group.objects.create(
        kind=asked.kind,
        name=asked.name,
        organisation_id=_organisation_of(members),
        conversation=open_group_conversation(
            title=asked.name, people=[one.user for one in members], by=creator
        ),
        is_history_shared=asked.is_history_shared,
        **_intention(creator, asked),
    )
    return _begun(group, members, by=creator)


def _experts(creator: Person, asked: CreateExpertGroup) -> Group:
    """Ready to be asked; its members have its empty queue (S2-31)."""
    organisation = administered_organisation(creator, asked.organisation)
    members = experts_for(creator, organisation.pk, asked.members)
    group = Group.objects.create(
        kind=asked.kind,
        organisation=organisation,
        name=asked.name,
        public_name=asked.public_name,
        description=asked.description,
        specialty=asked.specialty,
        is_open_to_patients="patients" in asked.asked_by,
        is_open_to_practitioners="practitioners" in asked.asked_by,
        **_intention(creator, asked),
    )
    _begun(group, members, by=creator)
    publish(queue_changed(group, is_told_whole=True))
    return group


def _begun(group: Group, members: Sequence[Candidate], *, by: Person) -> Group:
    audit.record(by, "groups.group.created", group)
    enrol(group, members, by=by)
    return group


def _intention(creator: Person, asked: Asked) -> dict[str, Any]:
    return {
        "created_by_id": creator.id,
        "client_id": asked.client_id,
        "asked_digest": _digest(asked),
    }


def _earlier(creator: Person, asked: Asked) -> Created | None:
    if asked.client_id is None:
        return None
    group = Group.objects.filter(
        created_by=creator.id, client_id=asked.client_id
    ).first()
    if group is None:
        return None
    if group.asked_digest != _digest(asked):
        raise ClientIdReused
    return Created(group, is_new=False)


def _digest(asked: Asked) -> str:
    """Name the content of a request, whatever the order of its lists."""
    content = asked.model_dump(mode="json", exclude={"client_id"})
    lists = {
        name: sorted(set(told))
        for name, told in content.items()
        if isinstance(told, list)
    }
    words = json.dumps(content | lists, sort_keys=True)
    return sha256(words.encode()).hexdigest()


def _organisation_of(members: Sequence[Candidate]) -> int:
    """Return where most of them practise, of the creator's; the eldest of equals."""
    creator = members[0]
    counts = Counter(one for member in members for one in member.organisations)
    return min(creator.organisations, key=lambda one: (-counts[one], one))
