"""Removes what nobody will ask for: discarded, never sent, left by a crash.

Everything here may be stopped at any point and repeated.
"""

import logging
import threading
from datetime import timedelta
from typing import Final, NamedTuple

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.utils import timezone

from photos import storage, workshop
from photos.actions.discarding import discard, remove
from photos.limits import ORPHAN_HOURS, UNSENT_HOURS
from photos.models import Photo, PhotoState, Upload, UploadDay

logger = logging.getLogger(__name__)

# One process of all does it, about this often.
SWEEP_EVERY_SECONDS: Final = 600
ORPHANS_EVERY_SECONDS: Final = 24 * 3600
COUNTS_DAYS: Final = 2


class Swept(NamedTuple):
    """How much of each was removed."""

    photos: int
    uploads: int
    files: int


def sweep() -> Swept:
    """Remove photos that may go, and uploads that nobody came back for."""
    now = timezone.now()
    before = now - timedelta(hours=UNSENT_HOURS)
    discard(Photo.objects.filter(state=PhotoState.UNSENT, created_at__lt=before))
    discarded = list(Photo.objects.filter(state=PhotoState.DISCARDED))
    for photo in discarded:
        remove(photo)
    begun, _ = Upload.objects.filter(begun_at__lt=before).delete()
    n_stale = workshop.sweep()
    UploadDay.objects.filter(
        day__lt=(now - timedelta(days=COUNTS_DAYS)).date()
    ).delete()
    return Swept(len(discarded), begun, n_stale)


def sweep_orphans() -> int:
    """Remove files that no row names, a day after they were written.

    A crash between file and row leaves them, or a restored backup. One query for each
    of the folders, of which there are 256.
    """
    before = timezone.now() - timedelta(hours=ORPHAN_HOURS)
    n_removed = 0
    for prefix in storage.prefixes():
        old = {name: key for key, name, at in storage.kept(prefix) if at < before}
        rows = Photo.objects.filter(key__in=set(old.values()))
        known = set(rows.values_list("key", flat=True))
        for name in (name for name, key in old.items() if key not in known):
            storage.store().delete(name)
            n_removed += 1
    return n_removed


def keep_sweeping() -> tuple[threading.Event, threading.Thread]:
    """Sweep now and then, in a thread that ends with the process or at the event."""
    ended = threading.Event()
    thread = threading.Thread(
        target=_sweep_until, args=(ended,), name="photo-sweep", daemon=True
    )
    thread.start()
    return ended, thread


def _sweep_until(ended: threading.Event) -> None:
    while not ended.wait(SWEEP_EVERY_SECONDS):
        try:
            sweep_if_due()
        except (DatabaseError, OSError) as error:
            logger.warning("photos not swept: %s", type(error).__name__)
        finally:
            connection.close()


def sweep_if_due() -> None:
    """Of several processes, the first to say so does it."""
    if cache.add("photos:swept", True, SWEEP_EVERY_SECONDS - 10):
        sweep()
    if cache.add("photos:orphans", True, ORPHANS_EVERY_SECONDS):
        sweep_orphans()
