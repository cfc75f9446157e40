"""What a client knows: the rules of docs/protocol.md for what comes down, and no more.

Pure: no socket, no clock. `apply` takes one frame and says what must be asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]
Frame = Mapping[str, Any]

# What a row of a state is called by.
ROW_NAMES = {"inbox": "conversation", "queue": "question"}


class BrokenPromise(AssertionError):
    """A frame that the protocol forbids."""


@dataclass(frozen=True, slots=True)
class Pull:
    """What must be loaded: (after, head] of a log; its last page without `after`."""

    stream: str
    after: int | None


@dataclass
class Log:
    position: int
    items: dict[int, Item] = field(default_factory=dict)
    # Where my present interval begins, as far as I was told.
    first: int = 1

    def add(self, items: list[Item]) -> None:
        for item in items:
            self.items[item["seq"]] = item
        for item in items:
            self._forget_retracted(item)

    def _forget_retracted(self, item: Item) -> None:
        target = item["data"].get("seq") if item["kind"] == "retracted" else None
        if target in self.items:
            self.items[target] = {**self.items[target], "data": {}}

    def in_order(self) -> list[Item]:
        return [self.items[seq] for seq in sorted(self.items)]


@dataclass
class StateRows:
    version: int
    rows: dict[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass
class Model:
    epoch: str | None = None
    since: str | None = None
    logs: dict[str, Log] = field(default_factory=dict)
    states: dict[str, StateRows] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    wipes: Counter[str] = field(default_factory=Counter)
    passing: list[Frame] = field(default_factory=list)

    @property
    def have(self) -> dict[str, int]:
        logs = {stream: log.position for stream, log in self.logs.items()}
        return logs | {stream: state.version for stream, state in self.states.items()}

    def apply(self, frame: Frame) -> list[Pull]:
        match frame["type"]:
            case "entries":
                return self._entries(frame)
            case "state":
                self._state(frame)
            case "gone":
                self._wipe(frame["stream"])
            case "stale":
                return self._stale(frame)
            case "ping":
                return self._ping(frame)
            case "synced":
                self.since = frame["at"]
            case "typing" | "cursors":
                self.passing.append(frame)
        return []

    def begin(self, epoch: str) -> None:
        """Another history of the database: nothing that I have counts any more."""
        if self.epoch not in (None, epoch):
            self.logs.clear()
            self.states.clear()
        self.epoch = epoch

    def page(self, stream: str, items: list[Item], head: int, first: int) -> None:
        """A page of history that ends at `head`; nothing before `first` is mine."""
        log = self.logs.setdefault(stream, Log(head))
        # A page that is older than what I have may be of an interval that has ended.
        log.first = first if head >= log.position else max(first, log.first)
        log.add(items)
        log.items = {seq: item for seq, item in log.items.items() if seq >= log.first}
        log.position = max(log.position, head)
        self.gone.discard(stream)

    def _entries(self, frame: Frame) -> list[Pull]:
        require_order(frame)
        stream, after, upto = frame["stream"], frame["after"], frame["upto"]
        log = self.logs.get(stream)
        if log is None and not frame.get("start"):
            return [Pull(stream, None)]
        if log is None:
            log = self.logs[stream] = Log(after, first=after + 1)
        self.gone.discard(stream)
        if after > log.position:
            return [Pull(stream, log.position)]
        log.add([item for item in frame["items"] if item["seq"] > log.position])
        log.position = max(log.position, upto)
        return []

    def _state(self, frame: Frame) -> None:
        stream, version = frame["stream"], frame["version"]
        state = self.states.get(stream)
        if "from" not in frame:
            state = self.states[stream] = StateRows(version)
            self.gone.discard(stream)
        elif state is None or frame["from"] > state.version:
            raise BrokenPromise(f"a change of {stream} from a version I have not")
        elif version <= state.version:
            return
        name = ROW_NAMES[stream.partition(":")[0]]
        for row in frame["put"]:
            state.rows[row[name]] = row
        for key in frame["drop"]:
            state.rows.pop(key, None)
        state.version = version

    def _wipe(self, stream: str) -> None:
        self.logs.pop(stream, None)
        self.states.pop(stream, None)
        self.heads.pop(stream, None)
        self.gone.add(stream)
        self.wipes[stream] += 1

    def _stale(self, frame: Frame) -> list[Pull]:
        self.logs.pop(frame["stream"], None)
        return [Pull(frame["stream"], None)]

    def _ping(self, frame: Frame) -> list[Pull]:
        self.since = frame["at"]
        self.heads.update(frame["heads"])
        return [
            Pull(stream, self.logs[stream].position)
            for stream, head in frame["heads"].items()
            if stream in self.logs and head > self.logs[stream].position
        ]


def require_order(frame: Frame) -> None:
    """Each frame covers (after, upto], in order, without one entry twice."""
    seqs = [item["seq"] for item in frame["items"]]
    inside = all(frame["after"] < seq <= frame["upto"] for seq in seqs)
    if not inside or seqs != sorted(set(seqs)):
        raise BrokenPromise(f"items {seqs} in {frame['after']}..{frame['upto']}")
