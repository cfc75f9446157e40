"""A helper of this process that starts others for it: `photos/starter.py`."""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

STARTER: Final = Path(__file__).with_name("starter.py")
# Beyond the time that a process may take: until the helper has told of its end.
GRACE_SECONDS: Final = 5.0
MILLISECONDS: Final = 1000


class Starter:
    """Runs one process at a time. Not for two threads at once."""

    def __init__(self) -> None:
        self._helper: subprocess.Popen[str] | None = None
        atexit.register(self.close)

    def run(
        self, command: list[str], folder: Path, *, seconds: float, is_idle: bool
    ) -> str | None:
        """Run it in this folder, without environment, files or importance.

        With `is_idle` it gets the processor only while nobody else wants it. Returns
        what it printed, None where it failed. Raises TimeoutError after `seconds`.
        """
        order = {
            "command": command,
            "folder": str(folder),
            "seconds": seconds,
            "is_idle": is_idle,
        }
        # A helper that ended while nobody needed it is replaced.
        answer = self._ask(order) or self._ask(order)
        if answer is None:
            return None
        if answer["ended"] is None:
            raise TimeoutError
        said: str = answer["said"]
        return None if answer["ended"] else said

    def _ask(self, order: dict[str, Any]) -> dict[str, Any] | None:
        """What the helper answers; None where there is none any more."""
        helper = self._helper = self._helper or self._begin()
        assert helper.stdin
        assert helper.stdout
        answer = ""
        with suppress(BrokenPipeError):
            helper.stdin.write(f"{json.dumps(order)}\n")
            helper.stdin.flush()
            waiting = select.poll()
            waiting.register(helper.stdout, select.POLLIN)
            if waiting.poll((order["seconds"] + GRACE_SECONDS) * MILLISECONDS):
                answer = helper.stdout.readline()
        if answer:
            told: dict[str, Any] = json.loads(answer)
            return told
        self.close()
        return None

    def _begin(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603  no word of it comes from outside
            [sys.executable, "-I", str(STARTER)],
            env={},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            # Not a session: its priority is relative to those of its own session.
            process_group=0,
        )

    def close(self) -> None:
        """End the helper, and with it what it waits for."""
        helper, self._helper = self._helper, None
        if helper:
            with suppress(ProcessLookupError):
                os.killpg(helper.pid, signal.SIGKILL)
            with suppress(BrokenPipeError), helper:
                pass
