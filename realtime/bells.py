"""Bells: *this stream is now at n, for these people*. Lossy, unordered, no content.

An action calls `publish` inside its transaction. After the commit each bell goes to the
hub of this process by a direct call and to the other processes through Redis, where
there is one. A lost bell costs a delay: the sweep or the next heartbeat finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction


@dataclass(frozen=True, slots=True)
class Bell:
    """A log has grown, or a state has changed.

    `stream` is the public name (`conversation:<uuid>`, `inbox:me`), `key` the integer
    that its `pull` takes (the conversation, or for an inbox the person).
    `after` and `head` say which part is new; for a state they are versions.
    `to` are pairs (person, from): the first seq of his present interval.
    `gone` are pairs (person, upto): who may no longer read, and the last seq that was
    his. `organisations` are those whose processes must hear it; empty means every
    process. `items` are the new entries as the stream's `pull` would return them: they
    never leave the process, and spare it the pull.
    """

    stream: str
    key: int
    after: int
    head: int
    to: tuple[tuple[int, int], ...] = ()
    gone: tuple[tuple[int, int], ...] = ()
    organisations: tuple[int, ...] = ()
    items: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Passing:
    """A frame that may be lost and is never stored: typing, cursors."""

    frame: Mapping[str, Any]
    to: tuple[int, ...]
    # Of one key at most one frame a second is handed over; others wait and are merged.
    key: str = ""
    # Of those that wait, the latest about each person is kept.
    about: str = ""


@dataclass(frozen=True, slots=True)
class Recheck:
    """Something about these people changed: ask again whether they may stay."""

    people: tuple[int, ...]


News = Bell | Passing | Recheck

_ringers: list[Callable[[tuple[News, ...]], None]] = []


def install(ringer: Callable[[tuple[News, ...]], None]) -> None:
    """Name the function that carries news away: the hub of this process."""
    _ringers[:] = [ringer]


def uninstall(ringer: Callable[[tuple[News, ...]], None]) -> None:
    """Take the function back, unless another has taken its place."""
    if ringer in _ringers:
        _ringers.remove(ringer)


def publish(*news: News) -> None:
    """Tell the world after the commit; at once outside a transaction. Never raises."""
    transaction.on_commit(partial(ring, news), robust=True)


def ring(news: tuple[News, ...]) -> None:
    """Hand the news to this process's hub; without one (a command) the sweep heals."""
    for ringer in _ringers:
        ringer(news)


def recheck(people: Collection[int]) -> None:
    """Ask every process whether these people's sockets may stay open."""
    publish(Recheck(tuple(people)))
