"""Which address of a person is written to, and how it is shown.

    main e-mail -> other e-mail -> mobile (text message) -> telephone (call) -> none

What is there decides, and one channel only (S3-21). Other numbers are never used
(S3-22).
"""

from typing import Final, NamedTuple

from django.conf import settings
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)

from accounts.models import PatientRecord, User
from push.models import ChannelName

HIDDEN: Final = "•••"


class Choice(NamedTuple):
    """`address`: of e-mail, or a number as E.164 writes it, where it is one."""

    channel: str
    address: str
    language: str


def choose(record: PatientRecord) -> Choice | None:
    """Return how to reach a patient, in his record's language; None: no address."""
    if email := record.main_email.strip() or record.other_email.strip():
        return Choice(ChannelName.EMAIL, email, record.language)
    for channel, written in (
        (ChannelName.TEXT, record.mobile.strip()),
        (ChannelName.VOICE, record.phone.strip()),
    ):
        if written:
            # What is no number the channel refuses, and the ledger shows it.
            number = e164(written, settings.PHONE_REGION) or written
            return Choice(channel, number, record.language)
    return None


def choose_for_user(user: User) -> Choice:
    """Return how to reach a practitioner."""
    return Choice(ChannelName.EMAIL, user.email, user.language)


def e164(number: str, region: str) -> str | None:
    """Return +33612345678 for « 06 12 34 56 78 » in FR; None where nobody has it."""
    try:
        parsed = parse(number, region or None)
    except NumberParseException:
        return None
    if not is_valid_number(parsed):
        return None
    return format_number(parsed, PhoneNumberFormat.E164)


def masked(address: str) -> str:
    """Return enough to recognise it: « j•••@•••.fr », « •••• ••12 »."""
    name, at, domain = address.rpartition("@")
    if at:
        _, dot, end = domain.rpartition(".")
        return f"{name[:1]}{HIDDEN}@{HIDDEN}{dot}{end if dot else ''}"
    digits = [character for character in address if character.isdigit()]
    return "•••• ••" + "".join(digits[-2:] if len(digits) > 4 else [])
