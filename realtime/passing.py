"""Frames that pass: typing and cursors. Never stored, may be lost, merged when many."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from realtime import frames
from realtime.bells import Passing
from realtime.limits import limits

if TYPE_CHECKING:
    from realtime.hub import LocalPerson


class PassingOn:
    """Hands passing frames to the sockets here; at most one a second for each key."""

    def __init__(self, people: Mapping[int, LocalPerson]) -> None:
        self._people = people
        self._waiting: dict[str, Passing | None] = {}

    def hear(self, passing: Passing) -> None:
        if not passing.key:
            self._hand(passing)
        elif passing.key not in self._waiting:
            self._waiting[passing.key] = None
            self._hand(passing)
            self._later(passing.key)
        else:
            self._waiting[passing.key] = merge(self._waiting[passing.key], passing)

    def _later(self, key: str) -> None:
        asyncio.get_running_loop().call_later(
            limits().passing_seconds, self._release, key
        )

    def _release(self, key: str) -> None:
        if (waiting := self._waiting[key]) is None:
            del self._waiting[key]
            return
        self._waiting[key] = None
        self._hand(waiting)
        self._later(key)

    def _hand(self, passing: Passing) -> None:
        local = [self._people[key] for key in passing.to if key in self._people]
        if not local:
            return
        frame = frames.encode(passing.frame)
        for person in local:
            for session in person.sessions:
                session.offer_passing(frame)


def merge(first: Passing | None, second: Passing) -> Passing:
    """Join two frames of one key: of each person's items the latest stays."""
    if first is None:
        return second
    items: dict[str, Any] = {
        item["person"]: item
        for passing in (first, second)
        for item in passing.frame.get("items", ())
    }
    frame = {**second.frame, "items": list(items.values())} if items else second.frame
    return Passing(frame, tuple({*first.to, *second.to}), second.key)
