"""What must be true after any storm: pure functions over journals and the log.

I1 nothing lost: what was acknowledged is there, where the acknowledgement said.
I2 nothing twice: each intention is there once, however often it was sent.
I3 gapless: seq is 1, 2, 3 … n.
I4 the same order for all: what each client shows is a part of the log, without a gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Row(NamedTuple):
    seq: int
    kind: str
    author: int
    client_id: str | None


@dataclass
class Told:
    """What one client intended, was promised, and shows."""

    name: str
    intended: set[str] = field(default_factory=set)
    acknowledged: dict[str, int] = field(default_factory=dict)
    shown: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def problems(log: Collection[Row], clients: Iterable[Told]) -> list[str]:
    """Everything that is wrong, in words; empty where all invariants hold."""
    found = [*gaps(log), *repeated(log)]
    by_name = {row.client_id: row.seq for row in log if row.client_id}
    by_seq = {row.seq: row for row in log}
    for client in clients:
        found += lost(client, by_name)
        found += misplaced(client, by_seq)
    return found


def gaps(log: Collection[Row]) -> list[str]:
    seqs = sorted(row.seq for row in log)
    if seqs == list(range(1, len(seqs) + 1)):
        return []
    holes = sorted(set(range(1, max(seqs) + 1)) - set(seqs))
    return [f"the log has {len(seqs)} entries up to {max(seqs)}; missing: {holes[:9]}"]


def repeated(log: Collection[Row]) -> list[str]:
    times = Counter(row.client_id for row in log if row.client_id)
    return [f"{name} was written {n} times" for name, n in times.items() if n > 1]


def lost(client: Told, by_name: Mapping[str, int]) -> list[str]:
    """Intentions are there after their retries; acknowledged ones at their seq."""
    missing = client.intended - by_name.keys()
    moved = {
        name: seq
        for name, seq in client.acknowledged.items()
        if by_name.get(name, seq) != seq
    }
    return [
        *(f"{client.name}: {name} was lost" for name in sorted(missing)),
        *(f"{client.name}: {name} is not at {seq}" for name, seq in moved.items()),
    ]


def misplaced(client: Told, by_seq: Mapping[int, Row]) -> list[str]:
    wrong = [
        seq
        for seq, item in client.shown.items()
        if seq not in by_seq or item["client_id"] != by_seq[seq].client_id
    ]
    seqs = sorted(client.shown)
    whole = not seqs or seqs == list(range(seqs[0], max(by_seq) + 1))
    return [
        *(f"{client.name} shows something else at {seq}" for seq in wrong),
        *([] if whole else [f"{client.name} has a gap: {holes(seqs, max(by_seq))}"]),
    ]


def holes(seqs: list[int], head: int) -> list[int]:
    return sorted(set(range(seqs[0], head + 1)) - set(seqs))[:9]
