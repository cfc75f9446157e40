"""Leaves a provider alone that is down, and tries it again with one batch."""

import time
from collections.abc import Callable
from typing import Final

FAILURES: Final = 5
OPEN_SECONDS: Final = 30.0
LONGEST_SECONDS: Final = 600.0


class Breaker:
    """Of one channel, in one worker. After FAILURES in a row it is open for a while,
    each time twice as long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._wait = OPEN_SECONDS
        self._until = 0.0

    @property
    def is_open(self) -> bool:
        return self._clock() < self._until

    def succeeded(self) -> None:
        self._failures, self._wait = 0, OPEN_SECONDS

    def failed(self) -> None:
        self._failures += 1
        if self._failures < FAILURES:
            return
        self._until = self._clock() + self._wait
        self._wait = min(LONGEST_SECONDS, self._wait * 2)
        # One batch more, then it decides at once.
        self._failures = FAILURES - 1
