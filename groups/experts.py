"""Who may know of an expert group, and who administers it (S2-06).

Fetchers, beside those of `access.py`. A member, an administrator of the organisation
and whoever may ask it know of it; for all others there is no such group.
"""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import Membership, Organisation, PatientRecord
from accounts.people import Person
from groups.access import Candidate, experts, lock_group, managed_by, practitioners_for
from groups.errors import AdministratorsOnly
from groups.models import Group, GroupKind
from lib.errors import NotFound


class Standing(TypedDict):
    """What a person is for an expert group."""

    is_member: bool
    is_administrator: bool
    is_practitioner: bool
    is_patient: bool
    muted_until: datetime | None


# The annotated type exists for mypy alone.
if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    KnownGroup = WithAnnotations[Group, Standing]
else:
    KnownGroup = Group


def is_expert(group_id: UUID) -> bool:
    """Which rules hold for this group. Authorises nothing."""
    return Group.objects.filter(uuid=group_id, kind=GroupKind.EXPERT).exists()


def known_to(person: Person) -> QuerySet[KnownGroup]:
    """The expert groups of which `person` may know now, with what he is there."""
    here = Membership.objects.filter(
        user=person.id, organisation=OuterRef("organisation"), ended_at=None
    )
    record = PatientRecord.objects.filter(
        user=person.id, organisation=OuterRef("organisation")
    )
    mine = experts().filter(user=person.id, group=OuterRef("pk"))
    return (
        Group.objects.filter(kind=GroupKind.EXPERT, archived_at=None)
        .annotate(
            is_member=Exists(mine),
            is_administrator=Exists(here.filter(is_administrator=True)),
            is_practitioner=Exists(here.filter(is_practitioner=True)),
            is_patient=Exists(record),
            muted_until=Subquery(mine.values("muted_until")[:1]),
        )
        .filter(
            Q(is_member=True)
            | Q(is_administrator=True)
            | Q(is_open_to_practitioners=True, is_practitioner=True)
            | Q(is_open_to_patients=True, is_patient=True)
        )
    )


def known(person: Person, group_id: UUID) -> KnownGroup:
    """Return an expert group of which `person` may know; else NotFound. One query."""
    found = known_to(person).select_related("organisation").filter(uuid=group_id)
    if (group := found.first()) is None:
        raise NotFound
    return group


def administered(person: Person, group_id: UUID) -> KnownGroup:
    """Return the expert group if `person` administers its organisation now.

    AdministratorsOnly for all others who may know it, else NotFound.
    """
    group = known(person, group_id)
    if not group.is_administrator:
        raise AdministratorsOnly
    return group


def administered_by(person: Person, group_id: UUID) -> Group:
    """The same, locked; asked again under the lock."""
    group = lock_group(administered(person, group_id))
    administered(person, group_id)
    return group


def managed(person: Person, group_id: UUID) -> Group:
    """Return a group of either kind, locked, if `person` may change it now."""
    find = administered_by if is_expert(group_id) else managed_by
    return find(person, group_id)


def administered_organisation(person: Person, organisation_id: UUID) -> Organisation:
    """Return the organisation if `person` administers it now.

    AdministratorsOnly for its practitioners and patients, else NotFound.
    """
    places = Organisation.objects.filter(uuid=organisation_id)
    mine = Membership.objects.filter(
        user=person.id, organisation=OuterRef("pk"), ended_at=None
    )
    if found := places.filter(Exists(mine.filter(is_administrator=True))).first():
        return found
    record = PatientRecord.objects.filter(user=person.id, organisation=OuterRef("pk"))
    if places.filter(Exists(mine) | Exists(record)).exists():
        raise AdministratorsOnly
    raise NotFound


def experts_for(
    person: Person, organisation_key: int, user_ids: Collection[UUID]
) -> list[Candidate]:
    """Return practitioners of this organisation whom `person` names as its experts.

    Refuses like `practitioners_for`; who practises elsewhere only is not found.
    """
    named = practitioners_for(person, user_ids)
    if any(organisation_key not in one.organisations for one in named):
        raise NotFound
    return named
