"""The queue of deliveries: claim under a lease, finish behind its fence.

The time is the database's. A worker that is killed loses its lease, and another one
sends again: at least once, with the same `collapse`. Who comes too late with an answer
holds another lease, and writes nothing.
"""

import random
import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from lib import db
from lib.db import DatabaseNow, retrying
from push.contract import BATCH, Again
from push.models import Delivery, DeliveryState

FIRST_WAIT_SECONDS: Final = 10.0
LONGEST_WAIT_SECONDS: Final = 6 * 3600.0
# Of its own fault; a provider that is down costs none.
ATTEMPTS_MAX: Final = 10


@retrying
@transaction.atomic
def claim(channels: Collection[str], n: int = BATCH) -> list[Delivery]:
    """Take the oldest that are due, or whose worker has gone, under a lease."""
    if not channels:
        return []
    now = db.now()
    due = Delivery.objects.filter(
        Q(state=DeliveryState.PLANNED, not_before__lte=now)
        | Q(state=DeliveryState.LEASED, lease_until__lt=now),
        channel__in=channels,
    ).order_by("not_before", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    keys = list(due.values_list("pk", flat=True)[:n])
    lease = uuid.uuid4()
    Delivery.objects.filter(pk__in=keys).update(
        state=DeliveryState.LEASED,
        lease=lease,
        lease_until=now + timedelta(seconds=settings.NOTICE_LEASE_SECONDS),
        attempts=F("attempts") + 1,
    )
    taken = Delivery.objects.filter(lease=lease, pk__in=keys)
    return list(taken.select_related("user", "record", "device").order_by("not_before"))


def mine(delivery: Delivery) -> QuerySet[Delivery]:
    """This delivery, as long as its lease is the one that we hold."""
    return Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease)


def accepted(delivery: Delivery, ref: str) -> bool:
    """Whether it was ours to say so."""
    return bool(
        mine(delivery).update(
            state=DeliveryState.ACCEPTED,
            reason="",
            lease=None,
            lease_until=None,
            provider_ref=ref[:200],
            sent_at=DatabaseNow(),
            ended_at=DatabaseNow(),
        )
    )


def end(delivery: Delivery, state: str, reason: str) -> bool:
    return bool(
        mine(delivery).update(
            state=state,
            reason=reason[:60],
            lease=None,
            lease_until=None,
            ended_at=DatabaseNow(),
        )
    )


def postpone(delivery: Delivery, again: Again) -> bool:
    """Try later: when the provider says so, or each time twice as late, with jitter."""
    if delivery.attempts >= ATTEMPTS_MAX and not again.is_down:
        return end(delivery, DeliveryState.DEAD, again.reason)
    wait = again.after
    if wait is None:
        tries = min(delivery.attempts, 16) - 1
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2**tries)
        wait *= random.uniform(0.5, 1.5)
    return bool(
        mine(delivery).update(
            state=DeliveryState.PLANNED,
            reason=again.reason[:60],
            lease=None,
            lease_until=None,
            not_before=db.now() + timedelta(seconds=wait),
            # What is nobody's fault but the provider's does not count.
            attempts=F("attempts") - (1 if again.is_down else 0),
        )
    )


def requeue(keys: Collection[int]) -> int:
    """An operator wants dead ones, or those that failed, to be tried again."""
    ended = (DeliveryState.DEAD, DeliveryState.FAILED)
    return Delivery.objects.filter(pk__in=keys, state__in=ended).update(
        state=DeliveryState.PLANNED,
        reason="",
        attempts=0,
        not_before=DatabaseNow(),
        ended_at=None,
    )


def cancel(rows: QuerySet[Delivery], why: str) -> int:
    """Of those that wait; what is being sent asks again by itself."""
    return rows.filter(state=DeliveryState.PLANNED).update(
        state=DeliveryState.CANCELLED, reason=why, ended_at=DatabaseNow()
    )
