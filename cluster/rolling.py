"""A rolling restart: at every moment all processes but one serve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol


class Web(Protocol):
    """A web process; ready when it answers /readyz."""

    name: str

    def wait_until_ready(self) -> None: ...

    def restart(self) -> None:
        """End it as an operator does, begin it anew, return when it is ready."""


def restart_in_turn(webs: Sequence[Web], then: Callable[[Web], None]) -> None:
    """Restart each one, only while all others are ready; tell `then` after each."""
    for web in webs:
        for other in webs:
            if other is not web:
                other.wait_until_ready()
        web.restart()
        then(web)
