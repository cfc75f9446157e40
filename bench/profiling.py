"""Run a server under cProfile: `python -m bench.profiling <file> -m uvicorn …`.

The event loop's thread and each database thread have a profiler of their own, which
counts the CPU time of its thread. At the end their sum is written to the file as text.
"""

from __future__ import annotations

import atexit
import concurrent.futures.thread as pool
import cProfile
import io
import pstats
import runpy
import signal
import sys
import time
from pathlib import Path
from typing import Any

LINES = 60
_profiles: dict[str, list[cProfile.Profile]] = {"event loop": [], "threads": []}


def _new(kind: str) -> cProfile.Profile:
    profile = cProfile.Profile(time.thread_time)
    _profiles[kind].append(profile)
    return profile


def _watch_threads() -> None:
    worker = pool._worker

    def watched(*arguments: Any) -> None:
        _new("threads").runcall(worker, *arguments)

    pool._worker = watched  # type: ignore[assignment]


def _write(path: Path) -> None:
    text = io.StringIO()
    for kind, profiles in _profiles.items():
        if not profiles:
            continue
        stats = pstats.Stats(profiles[0], stream=text)
        for profile in profiles[1:]:
            stats.add(profile)
        for order in ("tottime", "cumulative"):
            text.write(f"\n===== {kind}, by {order} =====\n")
            stats.sort_stats(order).print_stats(LINES)
    path.write_text(text.getvalue())


def main() -> None:
    path, *command = sys.argv[1:]
    # uvicorn sends itself the signal again when it has stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _watch_threads()
    # Runs after the pools' threads have ended.
    atexit.register(_write, Path(path))
    if command[0] == "-m":
        sys.argv = command[1:]
        _new("event loop").runcall(
            runpy.run_module, command[1], run_name="__main__", alter_sys=True
        )
    else:
        sys.argv = command
        _new("event loop").runcall(runpy.run_path, command[0], run_name="__main__")


if __name__ == "__main__":
    main()
