"""The epoch: an opaque word for this database's history. A restore begins a new one."""

import secrets
from datetime import datetime
from typing import Final

from chat.models import Epoch
from lib.db import DatabaseNow
from lib.prepared import Prepared

_LATEST: Final = Prepared(
    lambda: Epoch.objects.order_by("-pk").values_list("word", DatabaseNow())[:1]
)


def current_epoch() -> str:
    """Return the word in force; the first is made when it is asked for. One query."""
    return epoch_and_time()[0]


def epoch_and_time() -> tuple[str, datetime]:
    """The same, and the database's time. One query."""
    for word, at in _LATEST.rows():
        return word, at
    begin_epoch()
    # Another process may have made one too: the later is in force for both.
    return epoch_and_time()


def begin_epoch() -> str:
    """Begin a new history: every client is then told that what it has is stale."""
    return Epoch.objects.create(word=secrets.token_hex(8)).word
