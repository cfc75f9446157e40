"""An e-mail that was taken, and came back."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lib.db import DatabaseNow
from push.models import UNDER_WAY, ChannelName, Delivery, DeliveryState

# What the column holds.
LENGTH: Final = 200


@transaction.atomic
def bounced(provider_ref: str, *, reason: str) -> bool:
    """Note that a delivery bounced; whether there was one. One UPDATE.

    A bounce may come before the answer to our sending was written: then the id in our
    Message-ID says which it is, and the lease that falls keeps the answer out.
    """
    name = provider_ref.strip().strip("<>")
    refs = [name[:LENGTH], f"<{name}>"[:LENGTH]]
    found = Q(provider_ref__in=refs)
    if own := _own_id(name):
        found |= Q(uuid=own, channel=ChannelName.EMAIL)
    return bool(
        Delivery.objects.filter(
            found, state__in=[DeliveryState.ACCEPTED, *UNDER_WAY]
        ).update(
            state=DeliveryState.BOUNCED,
            reason=reason[:60],
            lease=None,
            lease_until=None,
            ended_at=DatabaseNow(),
        )
    )


def _own_id(name: str) -> UUID | None:
    try:
        return UUID(name.partition("@")[0])
    except ValueError:
        return None
