"""An organisation turns its messaging on or off (S2-01)."""

from django.db import transaction
from django.db.models import Q

from accounts.audit import Actor, record
from accounts.models import Organisation, User
from accounts.tidings import tell_access_changed


@transaction.atomic
def switch_messaging(*, actor: Actor, organisation_id: int, on: bool) -> bool:
    """Effective at the next request, at once for sockets. False: nothing changed."""
    other = Organisation.objects.filter(pk=organisation_id, is_messaging_on=not on)
    if not other.update(is_messaging_on=on):
        return False
    organisation = Organisation.objects.get(pk=organisation_id)
    verb = "messaging_activated" if on else "messaging_deactivated"
    record(actor, f"accounts.organisation.{verb}", organisation)
    tell_access_changed(people_of(organisation))
    return True


def people_of(organisation: Organisation) -> list[int]:
    """Keys of its members and of its patients who have an account."""
    members = Q(memberships__organisation=organisation, memberships__ended_at=None)
    patients = Q(patient_records__organisation=organisation)
    people = User.objects.filter(members | patients)
    return list(people.values_list("pk", flat=True).distinct())
