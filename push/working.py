"""The worker's loop: expand, deliver, wait. A thread of the server, or a process."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.db import DatabaseError, connection

from lib import db
from push.delivering import Desk
from push.expanding import expand_due
from push.models import UNDER_WAY, Delivery, Device, Link, Notice, Platform

logger = logging.getLogger(__name__)

# How long a worker waits where there was nothing to do.
POLL_SECONDS: Final = 1.0
# After a database that did not answer.
PAUSE_SECONDS: Final = 5.0
PURGE_EVERY: Final = 3600
NOTICES_KEPT: Final = timedelta(days=1)
LEDGER_KEPT: Final = timedelta(days=180)
# FCM forgets tokens after 270 days; an app tells its own at each start.
DEVICES_KEPT: Final = timedelta(days=60)


def work(desk: Desk, stopped: threading.Event) -> None:
    """Until `stopped`: what is being sent then is sent, and nothing more is claimed."""
    n_turns = 0
    while not stopped.is_set():
        try:
            n_done = turn(desk)
            if n_turns % PURGE_EVERY == 0:
                purge()
            n_turns += 1
            pause = 0.0 if n_done else POLL_SECONDS
        except DatabaseError as error:
            logger.warning("no notices were sent: %s", type(error).__name__)
            pause = PAUSE_SECONDS
        finally:
            connection.close()
        stopped.wait(pause)


def turn(desk: Desk) -> int:
    """One look at the notices and one at the deliveries; returns how much was done."""
    n_notices = expand_due(desk.rules, desk.on())
    return n_notices + desk.deliver_due()


def purge() -> int:
    """Remove what nobody looks at any more. Returns how much."""
    now = db.now()
    old = (
        Notice.objects.filter(expanded_at__lt=now - NOTICES_KEPT),
        Delivery.objects.filter(created_at__lt=now - LEDGER_KEPT).exclude(
            state__in=UNDER_WAY
        ),
        Link.objects.filter(expires_at__lt=now),
        Device.objects.filter(seen_at__lt=now - DEVICES_KEPT).exclude(
            platform=Platform.BROWSER
        ),
    )
    return sum(rows.delete()[0] for rows in old)


def keep_working(
    new_desk: Callable[[], Desk],
) -> tuple[threading.Event, threading.Thread]:
    """Work in a thread that ends with the process, or at the event."""
    stopped = threading.Event()
    thread = threading.Thread(
        target=lambda: work(new_desk(), stopped), name="notices", daemon=True
    )
    thread.start()
    return stopped, thread
