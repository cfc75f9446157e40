"""Devices go with the session in which they came, however it ended."""

from collections.abc import Collection

from accounts.models import Session
from push.models import Device


def forget_devices_without_session(person_ids: Collection[int]) -> None:
    """Forget what these people registered in sessions that are no more. One query."""
    devices = Device.objects.filter(user__in=person_ids)
    sessions = Session.objects.filter(user__in=person_ids)
    devices.exclude(session_key__in=sessions.values("session_key")).delete()
