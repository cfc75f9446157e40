"""Sending what is due.

    claim a batch under a lease -> ask again: still due? -> letters -> the channel
      -> accepted, failed, later, dead: written behind the lease's fence

The provider is asked outside of any transaction. A channel that is down is left alone
for a while (`breaker`); what it should have sent waits.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.utils import timezone

from lib import db
from push import queue
from push.breaker import Breaker
from push.contract import (
    About,
    Accepted,
    Again,
    Badges,
    Channel,
    Envelope,
    Letter,
    Outcome,
    Rule,
    Why,
)
from push.expanding import about_of
from push.links import make_link
from push.models import ChannelName, Delivery, DeliveryState, Device
from push.reaching import WRITTEN, contact_of

logger = logging.getLogger(__name__)

# After this nobody wants to be told any more.
EXPIRES: Final = {
    ChannelName.PUSH: timedelta(days=1),
    ChannelName.BROWSER: timedelta(days=1),
    ChannelName.EMAIL: timedelta(days=3),
    ChannelName.TEXT: timedelta(days=1),
    ChannelName.VOICE: timedelta(hours=4),
}


class Desk:
    """One worker's: its channels, and what it knows of their health."""

    def __init__(
        self,
        channels: Iterable[Channel],
        rules: Mapping[str, Rule],
        badges: Badges,
        new_breaker: Callable[[], Breaker] = Breaker,
    ) -> None:
        self.channels = {one.name: one for one in channels}
        self.rules = rules
        self._badges = badges
        self._breakers = {name: new_breaker() for name in self.channels}

    def on(self) -> list[str]:
        """The channels that are set up."""
        return [name for name, one in self.channels.items() if one.is_on()]

    def deliver_due(self) -> int:
        """Send one batch of what is due; returns how many were claimed."""
        healthy = [name for name in self.on() if not self._breakers[name].is_open]
        claimed = queue.claim(healthy)
        by_channel: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in self._still_due(claimed):
            by_channel[delivery.channel].append(delivery)
        for name, deliveries in by_channel.items():
            self._send(name, deliveries)
        return len(claimed)

    def _still_due(self, claimed: Sequence[Delivery]) -> list[Delivery]:
        """Leave out what nobody wants any more, and say why."""
        reasons = self._reasons(claimed)
        now = db.now()
        due = []
        for one in claimed:
            why = reasons.get((about_of(one), one.user_id))
            if why == Why.READ and one.channel in WRITTEN and one.record_id:
                # A patient gets an e-mail at each reply, read or not (S2-25).
                why = None
            if now - one.created_at > EXPIRES[ChannelName(one.channel)]:
                why = why or Why.EXPIRED
            if why:
                queue.end(one, DeliveryState.CANCELLED, why)
            else:
                due.append(one)
        return due

    def _reasons(self, claimed: Sequence[Delivery]) -> dict[tuple[About, int], str]:
        people: dict[About, set[int]] = defaultdict(set)
        for one in claimed:
            people[about_of(one)].add(one.user_id)
        return {
            (about, person_id): why
            for about, ids in people.items()
            if about.kind in self.rules
            for person_id, why in self.rules[about.kind]
            .still_due(about, sorted(ids))
            .items()
        }

    def _send(self, name: str, deliveries: Sequence[Delivery]) -> None:
        badges = self._badges(sorted({one.user_id for one in deliveries}))
        written = [
            (one, _letter(one, badges.get(one.user_id, 0))) for one in deliveries
        ]
        for delivery, letter in written:
            if letter is None:
                queue.end(delivery, DeliveryState.CANCELLED, Why.NO_ADDRESS)
        letters = [(one, letter) for one, letter in written if letter]
        if not letters:
            return
        outcomes = self.channels[name].send([letter for _, letter in letters])
        self._judge(name, outcomes)
        for (delivery, _), outcome in zip(letters, outcomes, strict=True):
            _write(delivery, outcome)

    def _judge(self, name: str, outcomes: Sequence[Outcome]) -> None:
        down = [one for one in outcomes if isinstance(one, Again) and one.is_down]
        if len(down) < len(outcomes):
            self._breakers[name].succeeded()
            return
        self._breakers[name].failed()
        logger.warning("%s does not take notices: %s", name, down[0].reason)


def _letter(delivery: Delivery, count: int) -> Letter | None:
    """What is sent; None where the device or the address is gone."""
    about = about_of(delivery)
    envelope = Envelope(about.kind, about.subject, count, about.is_urgent)
    collapse = f"{about.kind}:{about.subject}"
    if delivery.channel in WRITTEN:
        contact = contact_of(delivery.user, delivery.record)
        if contact is None or contact.channel != delivery.channel:
            return None
        link = make_link(delivery.user_id, about.subject, now=timezone.now())
        return Letter(
            delivery.uuid, envelope, contact.address, contact.language, collapse, link
        )
    device = delivery.device
    if device is None or device.user_id != delivery.user_id:
        return None
    return Letter(
        delivery.uuid,
        envelope,
        device.token,
        delivery.user.language,
        collapse,
        f"/messages/discussions/{about.subject}",
        device.keys,
    )


def _write(delivery: Delivery, outcome: Outcome) -> None:
    if isinstance(outcome, Accepted):
        is_ours = queue.accepted(delivery, outcome.ref)
    elif isinstance(outcome, Again):
        is_ours = queue.postpone(delivery, outcome)
    else:
        if outcome.is_address_dead and delivery.device:
            Device.objects.filter(
                pk=delivery.device.pk, token=delivery.device.token
            ).delete()
        is_ours = queue.end(delivery, DeliveryState.FAILED, outcome.reason)
    if not is_ours:
        logger.warning("the lease of delivery %s had ended", delivery.uuid)
