"""How a membership of a group ends: removing, leaving and departing share this."""

from django.db.models.functions import Now

from accounts import audit
from accounts.models import User
from accounts.people import Person
from chat.actions.joining import remove_people
from groups.models import Group, GroupMember


def end_membership(group: Group, user: User, *, by: Person, verb: str) -> None:
    """Take a person out of the group and its conversation, in the caller's transaction.

    The group comes locked. Changes nothing for who is not a member now. The eldest
    member manages after the last manager; without members the group is archived.
    """
    present = group.members.filter(removed_at=None, user=user)
    if not present.update(removed_at=Now(), is_manager=False):
        return
    audit.record(by, verb, group, {"person": str(user.uuid)})
    _keep_going(group, by)
    remove_people(conversation=group.discussion, people=[user], by=by)


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
