"""What processes have used, read from /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
KIBIBYTE = 1024


def seconds(roots: Collection[int]) -> float:
    """Return CPU seconds of these processes and all that they started."""
    return sum(used for _, used in _trees(roots))


def family(roots: Collection[int]) -> list[int]:
    """Return these processes and all their descendants that live."""
    return [pid for pid, _ in _trees(roots)]


def resident_bytes(roots: Collection[int]) -> int:
    """Return the resident memory of these processes and their descendants."""
    return sum(_resident(pid) for pid in family(roots))


def _trees(roots: Collection[int]) -> Iterator[tuple[int, float]]:
    used: dict[int, float] = {}
    children: dict[int, list[int]] = defaultdict(list)
    for pid, parent, ticks in _everybody():
        used[pid] = ticks / TICKS_PER_SECOND
        children[parent].append(pid)
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        if pid in used:
            yield pid, used[pid]
        waiting += children[pid]


def _everybody() -> Iterator[tuple[int, int, int]]:
    """(pid, parent, ticks); ticks of children that have ended count for the parent."""
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                text = (place / "stat").read_text()
            except OSError:
                continue
            # The name stands in brackets and may hold anything.
            fields = text.rpartition(")")[2].split()
            yield int(place.name), int(fields[1]), sum(map(int, fields[11:15]))


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    found = (line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return KIBIBYTE * int(next(found, "0"))
