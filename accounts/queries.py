"""What screens read about people."""

from collections.abc import Collection
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from accounts.access import colleagues, organisations_of, present_practitioners
from accounts.models import Membership, Organisation, User
from accounts.people import Person
from accounts.schemas import (
    Me,
    MyOrganisationOut,
    OrganisationOut,
    PersonOut,
    Preferences,
)
from lib.errors import NotFound
from lib.prepared import Many, Prepared
from lib.text import fold

# A longer list is not read but narrowed by another letter.
PEOPLE_MAX = 50


def me(person: Person) -> Me:
    """One query."""
    return Me(
        id=person.uuid,
        name=person.name,
        language=person.language,
        time_zone=person.time_zone,
        is_practitioner=person.is_practitioner,
        organisations=[
            _mine(person, one) for one in _PLACES.objects(keys=person.organisations)
        ],
    )


def preferences(person: Person) -> Preferences:
    """One query."""
    return preferences_of(User.objects.only("preferences").get(pk=person.id))


def preferences_of(user: User | AnonymousUser) -> Preferences:
    """Where nobody is signed in, those of a beginner."""
    return Preferences(**user.preferences) if isinstance(user, User) else Preferences()


def places(person: Person) -> QuerySet[Organisation]:
    """The person's organisations, as member or patient, by name."""
    return _organisations(person.organisations)


def _organisations(keys: Collection[int] | Many) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=keys).order_by("name")


_PLACES: Final = Prepared(lambda: _organisations(Many("keys")))


def find_people(person: Person, q: str = "", specialty: str = "") -> list[PersonOut]:
    """Return practitioners of the person's organisations, himself left out, by name.

    Every word of `q` begins a word of the name, in any order, whatever the case and the
    accents; `specialty` likewise. At most PEOPLE_MAX. Two queries. Patients find
    nobody: for them there is no such list.
    """
    if not (person.practitioner_in or person.administrator_in):
        raise NotFound
    shared = _shared(person, specialty)
    people = colleagues(person).exclude(pk=person.id)
    people = people.filter(pk__in=shared.values("user"))
    for word in _words(q):
        people = people.filter(name_words__contains=word)
    people = people.order_by("name_words", "pk").prefetch_related(
        Prefetch("memberships", queryset=shared.select_related("organisation"))
    )
    return [_found(user) for user in people[:PEOPLE_MAX]]


def _shared(person: Person, specialty: str) -> QuerySet[Membership]:
    shared = present_practitioners().filter(organisation__in=organisations_of(person))
    for word in _words(specialty):
        shared = shared.filter(specialty_words__contains=word)
    return shared.order_by("pk")


def _words(text: str) -> list[str]:
    """Folded words, each after a space, so that they match beginnings of words."""
    return [f" {word}" for word in fold(text).split()]


def _found(user: User) -> PersonOut:
    memberships = list(user.memberships.all())
    return PersonOut(
        id=user.uuid,
        name=user.display_name,
        title=memberships[0].title,
        specialty=memberships[0].specialty,
        organisations=[_shown(one.organisation) for one in memberships],
    )


def _mine(person: Person, organisation: Organisation) -> MyOrganisationOut:
    return MyOrganisationOut(
        id=organisation.uuid,
        name=organisation.name,
        emergency_number=organisation.emergency_number,
        is_administrator=organisation.pk in person.administrator_in,
    )


def _shown(organisation: Organisation) -> OrganisationOut:
    return OrganisationOut(id=organisation.uuid, name=organisation.name)
