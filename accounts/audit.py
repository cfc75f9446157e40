"""The audit trail of every change that is not an entry of a conversation."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from accounts.models import AuditEvent, User
from accounts.people import Person

# A person at a door, an operator in the admin, or nobody: a command on the server.
Actor = Person | User | None


def record(
    actor: Actor,
    verb: str,
    obj: Model,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write one row in the caller's transaction. One query.

    `verb` is namespaced and in the past: `groups.member.removed`. `data` holds ids,
    numbers and names of columns, no clinical text.
    """
    AuditEvent.objects.create(
        actor_id=None if actor is None else actor.id,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=str(getattr(obj, "uuid", obj.pk)),
        data=dict(data or {}),
    )
