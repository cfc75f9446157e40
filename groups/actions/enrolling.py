"""How a membership of a group begins: creating and adding share this."""

from collections.abc import Collection, Sequence

from accounts import audit
from accounts.models import User
from accounts.people import Person
from groups.access import Candidate
from groups.departures import departed_members
from groups.models import Group, GroupKind, GroupMember
from lib.errors import NotFound


def enrol(group: Group, newcomers: Sequence[Candidate], *, by: Person) -> None:
    """Write memberships, each with its line in the audit.

    Who adds himself manages a discussion; nobody in an expert group does.
    """
    GroupMember.objects.bulk_create(
        GroupMember(
            group=group,
            user=newcomer.user,
            organisation_id=_standing(group, newcomer),
            added_by_id=by.id,
            is_manager=_manages(group, newcomer, by),
        )
        for newcomer in newcomers
    )
    _require_still_there([newcomer.user.pk for newcomer in newcomers])
    for newcomer in newcomers:
        data = {"person": str(newcomer.user.uuid)}
        audit.record(by, "groups.member.added", group, data)


def _require_still_there(user_ids: Collection[int]) -> None:
    """Hold their memberships; one that ended in between wins."""
    held = User.objects.select_for_update(no_key=True).filter(pk__in=user_ids)
    list(held.order_by("pk").values_list("pk"))
    if departed_members(user_ids).exists():
        raise NotFound


def _manages(group: Group, newcomer: Candidate, by: Person) -> bool:
    return group.kind == GroupKind.DISCUSSION and newcomer.user.pk == by.id


def _standing(group: Group, newcomer: Candidate) -> int:
    """The group's organisation where he can: the end of another one changes nothing."""
    own = group.organisation_id
    return own if own in newcomer.organisations else min(newcomer.organisations)
