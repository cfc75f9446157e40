"""How a membership of a group begins: creating and adding share this."""

from collections.abc import Sequence

from accounts import audit
from accounts.people import Person
from groups.access import Candidate
from groups.models import Group, GroupMember


def enrol(group: Group, newcomers: Sequence[Candidate], *, by: Person) -> None:
    """Write memberships, each with its line in the audit. Who adds himself manages."""
    GroupMember.objects.bulk_create(
        GroupMember(
            group=group,
            user=newcomer.user,
            organisation_id=_standing(group, newcomer),
            added_by_id=by.id,
            is_manager=newcomer.user.pk == by.id,
        )
        for newcomer in newcomers
    )
    for newcomer in newcomers:
        data = {"person": str(newcomer.user.uuid)}
        audit.record(by, "groups.member.added", group, data)


def _standing(group: Group, newcomer: Candidate) -> int:
    """The group's organisation where he can: the end of another one changes nothing."""
    own = group.organisation_id
    return own if own in newcomer.organisations else min(newcomer.organisations)
