"""A manager renames a group, or lets its newcomers read its past."""

from uuid import UUID

from django.db import transaction

from accounts import audit
from accounts.people import Person
from chat.actions.renaming import rename_conversation
from groups.access import managed_by
from groups.models import Group
from lib.db import retrying


@retrying
@transaction.atomic
def change_group(
    *,
    by: Person,
    group_id: UUID,
    name: str | None = None,
    is_history_shared: bool | None = None,
) -> None:
    """Change what is given; what is as it was already leaves no trace."""
    group = managed_by(by, group_id)
    if name is not None and name != group.name:
        Group.objects.filter(pk=group.pk).update(name=name)
        audit.record(by, "groups.group.renamed", group)
        rename_conversation(conversation=group.discussion, title=name, by=by)
    if is_history_shared not in {None, group.is_history_shared}:
        Group.objects.filter(pk=group.pk).update(is_history_shared=is_history_shared)
        data = {"is_history_shared": is_history_shared}
        audit.record(by, "groups.history.changed", group, data)
