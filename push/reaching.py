"""How the people of an audience can be reached: devices, addresses, wishes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accounts.models import PatientRecord, User
from push.addresses import choose, masked
from push.contract import Recipient
from push.models import ChannelName, Device, Platform, Wishes
from push.planning import Reach, Wanting, no_address

WRITTEN = frozenset({ChannelName.EMAIL, ChannelName.TEXT})


class Contact(NamedTuple):
    """Where to write to a person: to a patient as his record says (S3-21, S3-23)."""

    channel: str
    address: str
    language: str


def contact_of(user: User, record: PatientRecord | None) -> Contact | None:
    """A call is nothing for a reply: who has a telephone alone has his account."""
    if record is not None and (found := choose(record)) and found.channel in WRITTEN:
        return Contact(found.channel, found.address, found.language)
    language = record.language if record else user.language
    return Contact(ChannelName.EMAIL, user.email, language) if user.email else None


def reaches(recipients: Sequence[Recipient]) -> dict[int, Wanting]:
    """Return what planning wants to know of them, by person. Four queries."""
    people = {one.person_id for one in recipients}
    records = _records(one.record_id for one in recipients)
    wishes = {one.user_id: one for one in Wishes.objects.filter(user__in=people)}
    devices = _devices(people)
    users = User.objects.in_bulk(people)
    return {
        one.person_id: _wanting(
            users[one.person_id],
            records.get(one.record_id or 0),
            wishes.get(one.person_id),
            devices[one.person_id],
        )
        for one in recipients
        if one.person_id in users
    }


def _records(keys: Iterable[int | None]) -> dict[int, PatientRecord]:
    return PatientRecord.objects.in_bulk({key for key in keys if key})


def _devices(people: Collection[int]) -> defaultdict[int, list[Device]]:
    found: defaultdict[int, list[Device]] = defaultdict(list)
    for device in Device.objects.filter(user__in=people).order_by("pk"):
        found[device.user_id].append(device)
    return found


def _wanting(
    user: User,
    record: PatientRecord | None,
    wishes: Wishes | None,
    devices: Sequence[Device],
) -> Wanting:
    return Wanting(
        reaches=[*_of_devices(devices), _written(user, record)],
        matrix=wishes.matrix if wishes else {},
        quiet=wishes.quiet if wishes else {},
        snoozed_until=wishes.snoozed_until if wishes else None,
        zone=ZoneInfo(user.time_zone),
    )


def _of_devices(devices: Sequence[Device]) -> Iterator[Reach]:
    for device in devices:
        yield Reach(channel_of(device), device.platform, device.pk)


def channel_of(device: Device) -> str:
    is_browser = device.platform == Platform.BROWSER
    return ChannelName.BROWSER if is_browser else ChannelName.PUSH


def _written(user: User, record: PatientRecord | None) -> Reach:
    contact = contact_of(user, record)
    if contact is None:
        return no_address(ChannelName.EMAIL)
    return Reach(contact.channel, masked(contact.address))
