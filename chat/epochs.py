"""The epoch: an opaque word for this database's history. A restore begins a new one."""

import secrets
from typing import Final

from chat.models import Epoch
from lib.prepared import Prepared

_LATEST: Final = Prepared(lambda: Epoch.objects.order_by("-pk").values_list("word")[:1])


def current_epoch() -> str:
    """Return the word in force; the first is made when it is asked for. One query."""
    for (word,) in _LATEST.rows():
        return str(word)
    begin_epoch()
    # Another process may have made one too: the later is in force for both.
    return current_epoch()


def begin_epoch() -> str:
    """Begin a new history: every client is then told that what it has is stale."""
    return Epoch.objects.create(word=secrets.token_hex(8)).word
