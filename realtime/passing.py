"""Frames that pass: typing and cursors. Never stored, may be lost, merged when many."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from realtime import frames
from realtime.bells import Passing
from realtime.limits import limits

if TYPE_CHECKING:
    from realtime.hub import LocalPerson


class PassingOn:
    """Hands passing frames to the sockets here; of one key at most one a second.

    What comes in between waits, the latest about each person, and is merged.
    """

    def __init__(self, people: Mapping[int, LocalPerson]) -> None:
        self._people = people
        self._waiting: dict[str, dict[str, Passing]] = {}

    def hear(self, passing: Passing) -> None:
        if not passing.key:
            self._hand([passing])
        elif passing.key not in self._waiting:
            self._waiting[passing.key] = {}
            self._hand([passing])
            self._later(passing.key)
        else:
            self._waiting[passing.key][passing.about] = passing

    def _later(self, key: str) -> None:
        asyncio.get_running_loop().call_later(
            limits().passing_seconds, self._release, key
        )

    def _release(self, key: str) -> None:
        waiting = self._waiting.pop(key)
        if waiting:
            self._waiting[key] = {}
            self._hand(list(waiting.values()))
            self._later(key)

    def _hand(self, passings: list[Passing]) -> None:
        made: dict[tuple[int, ...], frames.Down] = {}
        for person_id in {
            person_id for passing in passings for person_id in passing.to
        }:
            if (local := self._people.get(person_id)) is None:
                continue
            places = tuple(
                place
                for place, passing in enumerate(passings)
                if person_id in passing.to
            )
            if (frame := made.get(places)) is None:
                frame = made[places] = _merged([passings[place] for place in places])
            for session in local.sessions:
                session.offer_passing(frame)


def _merged(passings: Collection[Passing]) -> frames.Down:
    """One frame for all: the last, with the items of each."""
    *_, last = passings
    items: list[Any] = [
        item for passing in passings for item in passing.frame.get("items", ())
    ]
    return frames.encode({**last.frame, "items": items} if items else last.frame)
