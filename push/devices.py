"""Whose a device is. The only fetchers of devices for people."""

from uuid import UUID

from accounts.people import Person
from lib.errors import NotFound
from push.models import Device


def devices_of(person: Person) -> list[Device]:
    """His devices, the one that was there last first. One query."""
    return list(Device.objects.filter(user=person.id).order_by("-seen_at", "-pk"))


def device_for(person: Person, device_id: UUID) -> Device:
    """Return a device of his; else NotFound."""
    found = Device.objects.filter(user=person.id, uuid=device_id).first()
    if found is None:
        raise NotFound
    return found
