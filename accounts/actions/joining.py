"""A person becomes a member of an organisation."""

from collections.abc import Iterable

from django.db import transaction

from accounts.actions.naming import display_name
from accounts.audit import Actor, record
from accounts.errors import AlreadyAMember
from accounts.models import Department, Membership, Organisation, User
from accounts.tidings import tell_access_changed
from lib.text import fold


@transaction.atomic
def add_member(
    *,
    actor: Actor,
    user: User,
    organisation: Organisation,
    is_practitioner: bool = False,
    is_administrator: bool = False,
    title: str = "",
    specialty: str = "",
    departments: Iterable[Department] = (),
) -> Membership:
    """Add the person; with a title he is shown with it everywhere."""
    # Two administrators who add the same person wait for each other here.
    User.objects.select_for_update().get(pk=user.pk)
    if organisation.memberships.filter(user=user, ended_at=None).exists():
        raise AlreadyAMember
    membership = Membership.objects.create(
        user=user,
        organisation=organisation,
        is_practitioner=is_practitioner,
        is_administrator=is_administrator,
        title=title,
        specialty=specialty,
        specialty_words=fold(specialty),
    )
    membership.departments.set(departments)
    if title:
        user.display_name = display_name(title, user.first_name, user.last_name)
        user.save(update_fields=["display_name"])
    record(actor, "accounts.membership.started", membership, described(membership))
    tell_access_changed([user.pk])
    return membership


def described(membership: Membership) -> dict[str, str | bool]:
    """What the audit trail keeps of a membership."""
    return {
        "user": str(membership.user.uuid),
        "organisation": str(membership.organisation.uuid),
        "is_practitioner": membership.is_practitioner,
        "is_administrator": membership.is_administrator,
    }
