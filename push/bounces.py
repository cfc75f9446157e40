"""What a provider of e-mails says later: that one could not be handed over.

    provider -> webhooks/email/… (anymail checks the secret) -> heard -> bounced

The text of an answer is never kept: it may quote the address.
"""

from typing import Any, Final

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking  # type: ignore[import-untyped]  # untyped
from django.conf import settings

from push.actions.bouncing import bounced
from push.contract import Why

LOST: Final = frozenset({EventType.BOUNCED, EventType.REJECTED, EventType.FAILED})
REASONS: Final = frozenset(
    {
        RejectReason.INVALID,
        RejectReason.TIMED_OUT,
        RejectReason.BLOCKED,
        RejectReason.SPAM,
        RejectReason.UNSUBSCRIBED,
    }
)


def listen() -> None:
    """Hear what providers tell. Called once a process; a second time adds nothing."""
    tracking.connect(heard, dispatch_uid="push.bounces")


def heard(*, event: AnymailTrackingEvent, **kwargs: Any) -> None:
    """Note a bounce. Without a secret anybody could tell us of one."""
    is_signed = bool(settings.ANYMAIL.get("WEBHOOK_SECRET"))
    if is_signed and event.event_type in LOST and event.message_id:
        bounced(str(event.message_id), reason=_reason(event))


def _reason(event: AnymailTrackingEvent) -> str:
    known = event.reject_reason in REASONS
    return str(event.reject_reason) if known else Why.BOUNCED
