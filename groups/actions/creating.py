"""A practitioner creates a discussion group; its conversation begins at once."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.access import practitioners_only
from accounts.people import Person
from chat.actions.opening import open_group_conversation
from chat.errors import ClientIdReused
from groups.access import Candidate, practitioners_for
from groups.actions.enrolling import enrol
from groups.models import Group
from groups.schemas import CreateGroup
from lib.db import retrying


class Created(NamedTuple):
    """`is_new` is false for a recognised retry."""

    group: Group
    is_new: bool


def create_group(*, creator: Person, asked: CreateGroup) -> Created:
    """Make the group, its conversation and its members; the creator manages it.

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
def _create(creator: Person, asked: CreateGroup) -> Created:
    if earlier := _earlier(creator, asked):
        return earlier
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
        created_by_id=creator.id,
        client_id=asked.client_id,
        asked_digest=_digest(asked),
    )
    audit.record(creator, "groups.group.created", group)
    enrol(group, members, by=creator)
    return Created(group, is_new=True)


def _earlier(creator: Person, asked: CreateGroup) -> Created | None:
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


def _digest(asked: CreateGroup) -> str:
    """Name the content of a request, whatever the order of its members."""
    members = ",".join(sorted(map(str, set(asked.members))))
    words = f"{asked.kind}\n{asked.is_history_shared}\n{members}\n{asked.name}"
    return sha256(words.encode()).hexdigest()


def _organisation_of(members: Sequence[Candidate]) -> int:
    """Return where most of them practise, of the creator's; the eldest of equals."""
    creator = members[0]
    counts = Counter(one for member in members for one in member.organisations)
    return min(creator.organisations, key=lambda one: (-counts[one], one))
