"""Processes that the benchmark starts, and ends by their pid whatever happens."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from bench import cores

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
STOP_SECONDS = 20.0
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

    def start(self, on: Collection[int]) -> None:
        with self.log.open("ab") as log, cores.inherited(on):
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT if self._user is None else "/",
                env=dict(self._env) if self._env is not None else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the benchmark, which then ends its children.
                start_new_session=True,
                user=self._user,
                extra_groups=[] if self._user else None,
            )

    def wait_until_ready(self) -> None:
        assert self._process
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"{self.name} did not start:\n{self.tail()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, as an operator does; then make it."""
        if self._process is None or self._process.poll() is not None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(self._stop_signal)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_SECONDS)

    def tail(self, characters: int = 3000) -> str:
        return self.log.read_text(errors="replace")[-characters:]


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


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
