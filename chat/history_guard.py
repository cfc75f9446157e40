"""Notices a database that went back in time without saying so.

A restore from backup must begin a new epoch, or clients that are ahead would wait for
ever and numbers would be used twice. So that a forgotten step is noticed, each process
notes (epoch, highest entry id) beside the data, and refuses to start when the database
is behind the note of its own epoch.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max

from chat.epochs import current_epoch
from chat.models import Entry

logger = logging.getLogger(__name__)

NOTE_EVERY_SECONDS = 60


class HistoryWentBack(Exception):
    """The database has fewer entries than this epoch once had."""


@dataclass(frozen=True, slots=True)
class Note:
    epoch: str
    highest: int


def note_path() -> Path:
    return Path(settings.DATA_DIR) / "history.json"


def require_no_step_back() -> None:
    """Raise HistoryWentBack where the database is behind its note; else note it."""
    noted, now = read_note(), database_note()
    if noted and noted.epoch == now.epoch and now.highest < noted.highest:
        raise HistoryWentBack(
            f"The database ends at entry {now.highest} and once ended at "
            f"{noted.highest}: it was replaced by an older one. Run `manage.py "
            "new_epoch`, so that every client learns it."
        )
    write_note(now)


def database_note() -> Note:
    highest = Entry.objects.aggregate(highest=Max("id"))["highest"]
    return Note(epoch=current_epoch(), highest=highest or 0)


def read_note() -> Note | None:
    try:
        return Note(**json.loads(note_path().read_text()))
    except FileNotFoundError:
        return None


def write_note(note: Note) -> None:
    """Replace the note at once: a reader sees the old one or the new one."""
    draft = note_path().with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(note)))
    draft.replace(note_path())


def keep_noting() -> tuple[threading.Event, threading.Thread]:
    """Note every minute, in a thread that ends with the process or at the event."""
    ended = threading.Event()
    thread = threading.Thread(
        target=_note_until, args=(ended,), name="history-guard", daemon=True
    )
    thread.start()
    return ended, thread


def _note_until(ended: threading.Event) -> None:
    while not ended.wait(NOTE_EVERY_SECONDS):
        try:
            write_note(database_note())
        except (DatabaseError, OSError) as error:
            logger.warning("history not noted: %s", type(error).__name__)
        finally:
            connection.close()
