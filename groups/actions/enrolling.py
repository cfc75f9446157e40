"""How a membership of a group begins: creating and adding share this."""

from collections.abc import Sequence

from accounts import audit
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
    # Their rows now point at people whose memberships cannot end meanwhile; one that
    # ended in between wins.
    if departed_members([newcomer.user.pk for newcomer in newcomers]).exists():
        raise NotFound
    for newcomer in newcomers:
        data = {"person": str(newcomer.user.uuid)}
        audit.record(by, "groups.member.added", group, data)


def _manages(group: Group, newcomer: Candidate, by: Person) -> bool:
    return group.kind == GroupKind.DISCUSSION and newcomer.user.pk == by.id


def _standing(group: Group, newcomer: Candidate) -> int:
    """The group's organisation where he can: the end of another one changes nothing."""
    own = group.organisation_id
    return own if own in newcomer.organisations else min(newcomer.organisations)
