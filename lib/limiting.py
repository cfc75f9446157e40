"""How often a person may do something over HTTP, counted in the shared cache."""

import time

from django.core.cache import cache

from lib.errors import RateLimited

MINUTE_SECONDS = 60


def count(what: str, person_id: int, *, per_minute: int) -> None:
    """Count one; RateLimited above `per_minute` in this minute of the clock."""
    minute = int(time.time()) // MINUTE_SECONDS
    key = f"limit:{what}:{person_id}:{minute}"
    try:
        n_done = cache.incr(key)
    except ValueError:
        # The first of this minute; a second first at the same moment is forgiven.
        cache.add(key, 1, 2 * MINUTE_SECONDS)
        n_done = 1
    if n_done > per_minute:
        raise RateLimited
