"""What a cluster that was killed has left running."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

WAIT_SECONDS = 15.0


def note(home: Path, pids: Iterable[int]) -> None:
    """Keep who must be ended, should nobody else do it."""
    (home / "pids").write_text(" ".join(map(str, pids)))


def end(home: Path) -> None:
    """End those that were noted and still are of this home; nobody else's."""
    try:
        noted = [int(pid) for pid in (home / "pids").read_text().split()]
    except FileNotFoundError:
        return
    ours = [pid for pid in noted if _is_of(home, pid)]
    for pid in ours:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + WAIT_SECONDS
    while any(_is_of(home, pid) for pid in ours) and time.monotonic() < deadline:
        time.sleep(0.1)


def _is_of(home: Path, pid: int) -> bool:
    """A number may be another process's by now: ours name the folder or stand in it."""
    process = Path(f"/proc/{pid}")
    try:
        told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        return bytes(home) in told or (process / "cwd").readlink() == home
    except OSError:
        return False
