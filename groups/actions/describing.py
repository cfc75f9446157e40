"""What an expert group is called, what it answers, and who may ask it (S2-32)."""

from typing import Final

from accounts import audit
from accounts.people import Person
from groups.models import Group
from groups.schemas import AskedBy, ChangeGroup

TEXTS: Final = ("public_name", "description", "specialty")


def describe(group: Group, asked: ChangeGroup, *, by: Person) -> bool:
    """Change what is given and differs, in the caller's transaction, under the lock.

    Returns whether something changed.
    """
    given = asked.model_dump(include={"name", *TEXTS}, exclude_none=True)
    changed = {
        column: text for column, text in given.items() if text != getattr(group, column)
    }
    opened = _opened_to(group, asked.asked_by)
    if not changed and not opened:
        return False
    Group.objects.filter(pk=group.pk).update(**changed, **opened)
    _record(by, group, changed, opened)
    return True


def _opened_to(group: Group, asked_by: AskedBy | None) -> dict[str, bool]:
    if asked_by is None:
        return {}
    wanted = {
        "is_open_to_patients": "patients" in asked_by,
        "is_open_to_practitioners": "practitioners" in asked_by,
    }
    return {
        name: is_open
        for name, is_open in wanted.items()
        if getattr(group, name) != is_open
    }


def _record(
    by: Person, group: Group, changed: dict[str, str], opened: dict[str, bool]
) -> None:
    """The audit names columns, not what stands in them."""
    if "name" in changed:
        audit.record(by, "groups.group.renamed", group)
    if columns := [name for name in changed if name in TEXTS]:
        audit.record(by, "groups.group.described", group, {"columns": columns})
    if opened:
        audit.record(by, "groups.askers.changed", group, opened)
