"""The answer to a hello, with the queues of a person's expert groups.

    have -> chat's welcome, without queues -> gone | the queues that he lacks

Versions are read before rows, memberships again after them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from accounts.people import Person
from chat import welcoming as chat
from groups import queue_rows
from groups.access import experts
from groups.models import Group
from groups.queue_rows import Wanted
from groups.queues import PREFIX, queue_stream
from groups.streams import base_of, state_of
from lib.prepared import Prepared, Slot
from realtime.contract import Gone, State, Welcome


@dataclass(frozen=True, slots=True)
class _WithoutQueues:
    """What a client says of itself, as far as conversations go."""

    epoch: str | None
    since: datetime | None
    have: Mapping[str, int]


def welcome(person: Person, hello: chat.Hello) -> Welcome:
    """Read all that one hello must be told. Three queries more than chat's, or one."""
    have = {name: at for name, at in hello.have.items() if not name.startswith(PREFIX)}
    told = chat.welcome(person, _WithoutQueues(hello.epoch, hello.since, have))
    known = {name: at for name, at in hello.have.items() if name.startswith(PREFIX)}
    is_known = hello.epoch == told.epoch
    queues = _queues(person, known, is_known=is_known)
    return replace(told, frames=(*told.frames, *queues))


def _queues(
    person: Person, have: Mapping[str, int], *, is_known: bool
) -> Iterator[State | Gone]:
    """What each queue must be told; nothing where he has its version."""
    mine = {queue_stream(group.uuid): group for group in _groups_of(person)}
    yield from (Gone(stream) for stream in have if stream not in mine)
    behind: dict[int, tuple[Group, int | None]] = {}
    for stream, group in mine.items():
        base = base_of(group, have.get(stream) if is_known else None)
        if base != group.queue_version:
            behind[group.pk] = (group, base)
    changes = list(
        queue_rows.read([Wanted(key, base) for key, (_, base) in behind.items()])
    )
    still = {group.pk for group in _groups_of(person)} if behind else set()
    for key, (group, base) in behind.items():
        if key in still:
            yield state_of(group, base, [one for one in changes if one.group == key])
        else:
            yield Gone(queue_stream(group.uuid))


def _groups_of(person: Person) -> list[Group]:
    return [one.group for one in _MINE.objects(person=person.id)]


_MINE: Final = Prepared(
    lambda: experts().filter(user=Slot("person")).order_by("group_id")
)
