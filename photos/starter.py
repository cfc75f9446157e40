"""Starts decoders for the server, one after the other: `python -I starter.py`.

Reads lines `{"command", "folder", "seconds", "is_idle"}` and answers each, when its
process has ended or had its seconds, with `{"ended", "said"}`: its exit status, null
where it was stopped, and what it printed. Imports nothing of ours.

A process that starts another stands still, with all its threads, until the new one has
begun: a server has no time for that. What is started here has a lower priority from its
first instruction on, and with `is_idle` only the time that nobody else wants.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import Any

SAID_CHARACTERS = 1000
COULD_NOT_BEGIN = 127


def main() -> None:
    with suppress(OSError):
        # Where nobody may say so, the limits still hold.
        os.nice(10)
    for line in sys.stdin:
        answer = run(**json.loads(line))
        print(json.dumps(answer), flush=True)  # noqa: T201  the server reads it


def run(
    command: list[str], folder: str, *, seconds: float, is_idle: bool
) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603  no word of it comes from outside
            command,
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            preexec_fn=become_idle if is_idle else None,
        )
    except subprocess.TimeoutExpired:
        return {"ended": None, "said": ""}
    except OSError:
        return {"ended": COULD_NOT_BEGIN, "said": ""}
    said = done.stdout[:SAID_CHARACTERS].decode(errors="replace")
    return {"ended": done.returncode, "said": said}


def become_idle() -> None:
    with suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


if __name__ == "__main__":
    main()
