"""What was done to an expert group and by whom, for its administrators."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from accounts.models import AuditEvent, User
from accounts.people import Person
from groups.experts import administered
from groups.models import Group
from groups.schemas import JournalLine, JournalOut

# An older line is for the operator's admin.
LINES_MAX: Final = 100
COUNTS: Final = ("n", "n_open", "n_pending")


def journal_of(person: Person, group_id: UUID) -> JournalOut:
    """Return the latest lines of the audit about the group, the newest first.

    They name people of the organisation, and no question. Three queries.
    """
    administered(person, group_id)
    events = list(
        AuditEvent.objects.filter(
            object_type=Group._meta.label_lower, object_id=str(group_id)
        )
        .select_related("actor")
        .order_by("-at", "-pk")[:LINES_MAX]
    )
    names = _names(events)
    return JournalOut(items=[_line(event, names) for event in events])


def _names(events: Iterable[AuditEvent]) -> dict[str, str]:
    keys = ("person", "to")
    told = {event.data[key] for event in events for key in keys if key in event.data}
    # Where questions went stands under `to` as well: a group's id names no person.
    found = User.objects.filter(uuid__in=told).values_list("uuid", "display_name")
    return {str(uuid): name for uuid, name in found}


def _line(event: AuditEvent, names: dict[str, str]) -> JournalLine:
    return JournalLine(
        at=event.at,
        verb=event.verb.removeprefix("groups."),
        actor=event.actor.display_name if event.actor else None,
        person=names.get(event.data.get("person", "")),
        to=names.get(event.data.get("to", "")),
        n=_count(event, COUNTS),
    )


def _count(event: AuditEvent, keys: Sequence[str]) -> int | None:
    return next((event.data[key] for key in keys if key in event.data), None)
