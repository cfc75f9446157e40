"""`make cluster`: two web processes behind nginx on one address, until Ctrl-C.

`python -m cluster restart`, beside it, restarts the web processes one by one.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import queue
import signal
import socket
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from cluster import forgotten, machine
from cluster.house import Cluster
from local.children import ROOT, Failed

LOOK_EVERY_SECONDS = 1.0
RESTARTED_SECONDS = 180.0
# Ctrl-C, an operator, a terminal that is closed.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make cluster")
    parser.add_argument("task", nargs="?", choices=("run", "restart"), default="run")
    parser.add_argument(
        "--home", type=Path, default=ROOT / "var" / "cluster", help="its data and logs"
    )
    options = parser.parse_args()
    home = options.home.resolve()
    try:
        if options.task == "restart":
            _ask_for_restart(home)
        else:
            _run(home, int(os.environ.get("PORT") or 8000))
    except Failed as error:
        say(str(error))
        return 1
    return 0


def say(text: str) -> None:
    print(text, flush=True)


def _run(home: Path, port: int) -> None:
    if missing := machine.missing():
        raise Failed(f"Missing here: apt install {' '.join(missing)}")
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        _hold_alone(lock.fileno())
        # Of an earlier cluster.
        (home / "state.json").unlink(missing_ok=True)
        forgotten.end(home)
        _require_free(port)
        told = _listen_to_signals()
        cluster = Cluster(home, port)
        try:
            cluster.begin(say)
            _note(cluster, 0)
            say(f"\nRelais serves http://localhost:{port}   (Ctrl-C ends it)")
            say(f"Demo accounts: README.md. Logs: {home}")
            _serve(cluster, told)
        except KeyboardInterrupt:
            say("Ending.")
        finally:
            # Who presses Ctrl-C twice must not leave half of it running.
            for ending in ENDING:
                signal.signal(ending, signal.SIG_IGN)
            cluster.end()


def _serve(cluster: Cluster, told: queue.SimpleQueue[int]) -> None:
    n_restarts = 0
    while True:
        try:
            told.get(timeout=LOOK_EVERY_SECONDS)
        except queue.Empty:
            if cluster.revive(say):
                _note(cluster, n_restarts)
            continue
        cluster.restart(say)
        n_restarts += 1
        _note(cluster, n_restarts)


def _listen_to_signals() -> queue.SimpleQueue[int]:
    """ENDING ends all; each SIGUSR1 is put into what is returned."""
    told: queue.SimpleQueue[int] = queue.SimpleQueue()
    for ending in ENDING:
        signal.signal(ending, signal.default_int_handler)
    signal.signal(signal.SIGUSR1, lambda number, _: told.put(number))
    return told


def _hold_alone(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failed("A cluster runs here already.") from None


def _require_free(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Failed(
                f"Port {port} cannot be used ({error.strerror}). "
                "Another one: PORT=8001 make cluster"
            ) from None


def _note(cluster: Cluster, restarts: int) -> None:
    """Tell who asks for a restart whom to ask, and when it was done."""
    forgotten.note(cluster.home, [child.pid for child in cluster.children])
    draft = cluster.home / "state.draft"
    draft.write_text(json.dumps({"pid": os.getpid(), "restarts": restarts}))
    draft.replace(cluster.home / "state.json")


def _ask_for_restart(home: Path) -> None:
    if not _is_running(home):
        raise Failed("No cluster runs here: make cluster")
    before = _state(home)
    os.kill(before["pid"], signal.SIGUSR1)
    deadline = time.monotonic() + RESTARTED_SECONDS
    while _state(home)["restarts"] == before["restarts"]:
        if time.monotonic() > deadline or not _is_running(home):
            raise Failed("The cluster was not restarted: see its own words.")
        time.sleep(0.1)
    say("All web processes were restarted.")


def _state(home: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((home / "state.json").read_text())
    except FileNotFoundError:
        raise Failed("The cluster has not begun yet.") from None
    return found


def _is_running(home: Path) -> bool:
    """Whether somebody holds the lock of this home."""
    try:
        with (home / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


if __name__ == "__main__":
    sys.exit(main())
