"""Several people at the same instant, each on a connection of his own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from lib.errors import DomainError


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run them together; what each returned, or the code of the refusal it met."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(_outcome, acts))


def _outcome(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except DomainError as refusal:
        return refusal.code
    finally:
        connection.close()
