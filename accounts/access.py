"""Who may know whom. The only fetchers of people for people."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.errors import PractitionersOnly
from accounts.models import Membership, PatientRecord, User
from accounts.people import Person
from lib.errors import DomainError, NotFound


def practitioners_only(person: Person) -> None:
    """Refuse who is not a practitioner of any organisation now. One query."""
    if not present_practitioners().filter(user=person.id).exists():
        raise PractitionersOnly


def colleague(
    person: Person, uuid: UUID, *, refusal_of_a_patient: type[DomainError] = NotFound
) -> User:
    """Return the present practitioner who shares an organisation with `person`.

    Everyone else is not found; a patient of a shared organisation is refused as asked.
    """
    if user := colleagues(person).filter(uuid=uuid).first():
        return user
    if patients_of(person).filter(user__uuid=uuid).exists():
        raise refusal_of_a_patient
    raise NotFound


def colleagues(person: Person) -> QuerySet[User]:
    """Active practitioners of the organisations in which `person` is a member now."""
    shared = present_practitioners().filter(
        user=OuterRef("pk"), organisation__in=organisations_of(person)
    )
    return User.objects.filter(Exists(shared), is_active=True)


def present_practitioners() -> QuerySet[Membership]:
    return Membership.objects.filter(is_practitioner=True, ended_at=None)


def organisations_of(person: Person) -> QuerySet[Membership, int]:
    """Keys of the organisations in which `person` is a member now, for a subquery."""
    present = Membership.objects.filter(user=person.id, ended_at=None)
    return present.values_list("organisation_id", flat=True)


def patients_of(person: Person) -> QuerySet[PatientRecord]:
    """Records of patients who can sign in, in the person's organisations."""
    return PatientRecord.objects.filter(
        organisation__in=organisations_of(person), user__is_active=True
    )
