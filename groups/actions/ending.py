"""How a membership of a group ends: removing, leaving and departing share this."""

from django.db.models.functions import Now

from accounts import audit
from accounts.models import User
from accounts.people import Person
from chat.actions.joining import remove_people
from groups.access import experts, n_taken
from groups.models import Group, GroupKind, GroupMember
from groups.queues import queue_changed
from realtime.bells import publish


def end_membership(group: Group, user: User, *, by: Person, verb: str) -> None:
    """Take a person out of the group, in the caller's transaction.

    The group comes locked. Changes nothing for who is not a member now. A discussion
    is managed by its eldest member after its last manager, and archived without
    members; an expert group without members takes no questions. Who has taken
    questions keeps them (S2-28).
    """
    present = group.members.filter(removed_at=None, user=user)
    if not present.update(removed_at=Now(), is_manager=False):
        return
    data: dict[str, str | int] = {"person": str(user.uuid)}
    if group.kind == GroupKind.EXPERT:
        audit.record(by, verb, group, data | {"n_open": n_taken(group, user)})
        pause_without_members(group, by=by)
        publish(queue_changed(group, gone=[user.pk], is_told_whole=True))
        return
    audit.record(by, verb, group, data)
    _keep_going(group, by)
    remove_people(conversation=group.discussion, people=[user], by=by)


def pause_without_members(group: Group, *, by: audit.Actor) -> None:
    """Take no more questions where nobody is left to read them. Under the lock."""
    if not group.is_active or experts().filter(group=group).exists():
        return
    Group.objects.filter(pk=group.pk).update(is_active=False)
    audit.record(by, "groups.group.deactivated", group)


def _keep_going(group: Group, by: Person) -> None:
    present = group.members.filter(removed_at=None)
    if present.filter(is_manager=True).exists():
        return
    eldest = present.select_related("user").order_by("added_at", "id").first()
    if eldest is None:
        Group.objects.filter(pk=group.pk).update(archived_at=Now())
        audit.record(by, "groups.group.archived", group)
        return
    GroupMember.objects.filter(pk=eldest.pk).update(is_manager=True)
    data = {"person": str(eldest.user.uuid)}
    audit.record(by, "groups.manager.appointed", group, data)
