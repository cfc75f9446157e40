"""Which processor cores the servers get, and which one the load generator."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

Set = frozenset[int]


class Cores(NamedTuple):
    """`servers` is one core; `generator` another one, or the same where none is."""

    servers: Set
    generator: Set
    everything: Set


@cache
def split() -> Cores:
    """Return the division of the cores that this process may use at the first call."""
    usable = sorted(os.sched_getaffinity(0))
    return Cores(Set(usable[:1]), Set(usable[-1:]), Set(usable))


@contextmanager
def inherited(cores: Collection[int]) -> Iterator[None]:
    """What is started inside runs on these cores, its threads and children too."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def move(pids: Collection[int], cores: Collection[int]) -> None:
    """Put running processes, with all their threads, on these cores."""
    for pid in pids:
        with suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                os.sched_setaffinity(int(task.name), cores)
