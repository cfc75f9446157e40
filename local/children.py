"""Processes that are started here, and ended by their pid whatever happens."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, nullcontext, suppress
from pathlib import Path

from local import cores

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
FREE_PORTS = (20_000, 32_000)
STOP_SECONDS = 15.0
# As many as there are, so that nobody's environment reaches what is measured.
KEPT = ("PATH", "HOME", "LANG", "VIRTUAL_ENV")


class Failed(Exception):
    """Something did not start, or did not do what it should; in words."""


class Child:
    """One process, its log, and a question that tells whether it is ready."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        *,
        is_ready: Callable[[], bool],
        env: Mapping[str, str] | None = None,
        user: str | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name, self.log = name, log
        self._command, self._env, self._user = list(command), env, user
        self._is_ready, self._stop_signal = is_ready, stop_signal
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, on: Collection[int] | None = None, *, wait: bool = False) -> None:
        """Start it on these cores, or on those of this process."""
        assert not self.is_alive, f"{self.name} runs already"
        place = cores.inherited(on) if on is not None else nullcontext()
        with self.log.open("ab") as log, place:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT if self._user is None else "/",
                env=dict(self._env) if self._env is not None else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the parent, which then ends its children.
                start_new_session=True,
                user=self._user,
                extra_groups=[] if self._user else None,
            )
        if wait:
            self.wait_until_ready()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if not self.is_alive or time.monotonic() > deadline:
                raise Failed(f"{self.name} did not start:\n{self.tail()}")
            time.sleep(0.05)

    def stop(self) -> int | None:
        """End it as an operator does; return its exit code, None if it never ran.

        Raises Failed where it had to be killed.
        """
        if self._process is None:
            return None
        with suppress(ProcessLookupError):
            self._process.send_signal(self._stop_signal)
        try:
            return self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failed(f"{self.name} did not stop:\n{self.tail()}") from None

    def kill(self) -> None:
        """kill -9, at once."""
        if self._process is not None and self.is_alive:
            self._process.kill()
            self._process.wait(STOP_SECONDS)

    def restart(self) -> None:
        self.stop()
        self.start(wait=True)

    def tail(self, characters: int = 4000) -> str:
        return self.log.read_text(errors="replace")[-characters:]


def free_port() -> int:
    """Return a port that nobody uses, below those that the system lends to clients.

    A client that calls while its server is down could be lent the server's own port
    and talk to itself; the server could then never come back.
    """
    while True:
        port = random.randrange(*FREE_PORTS)
        with closing(socket.socket()) as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
    except OSError:
        return False
    return True


def answers(port: int, path: str) -> bool:
    """Whether a GET of the path is answered 200."""
    try:
        url = f"http://127.0.0.1:{port}{path}"
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
