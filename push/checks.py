"""System checks of what reaches people who are away."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

from push import vapid
from push.endpoints import is_loopback


def check_loopback_peer(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """A push service without a certificate is for tests on this machine only."""
    peer = settings.PUSH_LOOPBACK_PEER
    if peer and settings.IS_PUBLIC:
        yield Error(
            "PUSH_LOOPBACK_PEER with a public host: it is for tests.",
            hint="Unset PUSH_LOOPBACK_PEER.",
            id="relais.E012",
        )
    elif peer and not is_loopback(peer):
        yield Error(
            f"PUSH_LOOPBACK_PEER={peer!r} is not an address of this machine.",
            hint="Write PUSH_LOOPBACK_PEER=127.0.0.1:PORT",
            id="relais.E013",
        )


def check_vapid_subject(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    """Push services refuse a sender whom they could not ask."""
    subject = vapid.subject()
    if not vapid.is_contact(subject):
        yield Error(
            f"VAPID_SUBJECT={subject!r} is no contact.",
            hint="Write VAPID_SUBJECT=mailto:help@example.org",
            id="relais.E014",
        )
    elif settings.IS_PUBLIC and subject.endswith("@localhost"):
        yield checks.Warning(
            f"Push services are told to ask {subject}; some refuse that.",
            hint="Set MAIL_FROM, or VAPID_SUBJECT=mailto:help@example.org",
            id="relais.W004",
        )
