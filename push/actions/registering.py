"""Devices come, and go with the session in which they came."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.errors import SignedOut
from accounts.models import Session, User
from accounts.people import Person
from lib.db import DatabaseNow, retrying
from push.devices import device_for
from push.endpoints import require_allowed
from push.models import Device, Platform

# Of one person; whichever has not been heard of for the longest goes.
DEVICES_MAX: Final = 20


@retrying
@transaction.atomic
def register_device(
    *, person: Person, platform: str, token: str, keys: Mapping[str, str]
) -> Device:
    """Reach the person at this token from now on, and nobody else. Safe to repeat.

    Raises EndpointRefused for a browser that names no push service, and SignedOut where
    the session has ended meanwhile: nothing would end the device.
    """
    if platform == Platform.BROWSER:
        require_allowed(token)
    User.objects.select_for_update(no_key=True).get(pk=person.id)
    _require_session(person)
    device, _ = Device.objects.update_or_create(
        token=token,
        defaults={
            "user_id": person.id,
            "session_key": person.session_key,
            "platform": platform,
            "keys": dict(keys),
            "seen_at": DatabaseNow(),
        },
    )
    _make_room(device)
    device.refresh_from_db()
    return device


def _require_session(person: Person) -> None:
    """Whoever ends the session now waits, and finds the device."""
    sessions = Session.objects.select_for_update(no_key=True)
    mine = sessions.filter(user=person.id, session_key=person.session_key)
    if mine.first() is None:
        raise SignedOut


def _make_room(device: Device) -> None:
    others = Device.objects.filter(user=device.user_id).exclude(pk=device.pk)
    newest_first = others.order_by("-seen_at", "-pk").values_list("pk", flat=True)
    if surplus := list(newest_first[DEVICES_MAX - 1 :]):
        Device.objects.filter(pk__in=surplus).delete()


def forget_device(*, person: Person, uuid: UUID) -> None:
    """Nothing more goes to this device of his; NotFound for another's."""
    Device.objects.filter(pk=device_for(person, uuid).pk, user=person.id).delete()
