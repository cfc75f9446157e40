"""Who may see and change quick replies. The only fetchers.

An organisation's are read by its members and changed by its administrators; a person's
own are his alone. Whoever works nowhere, as patients do, has none.
"""

from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from accounts.access import organisations_of
from accounts.errors import AdministratorsOnly
from accounts.models import Membership, Organisation
from accounts.people import Person
from chat.quick_models import QuickReply
from lib.errors import NotFound


def readable(person: Person) -> QuerySet[QuickReply]:
    """All that `person` may use now; `can_change` says which he may change."""
    places = organisations_of(person)
    mine = Q(owner=person.id)
    administered = Q(organisation__in=places.filter(is_administrator=True))
    return QuickReply.objects.filter(mine | Q(organisation__in=places)).annotate(
        can_change=Case(When(mine | administered, then=True), default=False)
    )


def members_only(person: Person) -> None:
    """Refuse who works nowhere now. One query."""
    if not organisations_of(person).exists():
        raise NotFound


def changeable(person: Person, reply_id: UUID) -> QuickReply:
    """Return a quick reply that he may change, locked.

    AdministratorsOnly for who may only use it, else NotFound.
    """
    members_only(person)
    found = readable(person).filter(uuid=reply_id).first()
    if found is None:
        raise NotFound
    if not found.can_change:  # type: ignore[attr-defined]
        raise AdministratorsOnly
    locked = (
        QuickReply.objects.select_for_update(no_key=True).filter(pk=found.pk).first()
    )
    if locked is None:
        raise NotFound
    return locked


def administered(person: Person, organisation_id: UUID) -> Organisation:
    """Return the organisation, locked, if `person` administers it now.

    AdministratorsOnly for its other members, else NotFound.
    """
    mine = Membership.objects.filter(
        user=person.id, organisation=OuterRef("pk"), ended_at=None
    )
    place = (
        Organisation.objects.filter(Exists(mine), uuid=organisation_id)
        .select_for_update(of=("self",), no_key=True)
        .first()
    )
    if place is None:
        raise NotFound
    if not place.memberships.filter(
        user=person.id, is_administrator=True, ended_at=None
    ).exists():
        raise AdministratorsOnly
    return place
