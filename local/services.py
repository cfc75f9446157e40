"""PostgreSQL and Redis of one's own, with their own defaults.

PostgreSQL's cluster stays in `home`: the large databases of the benchmark live there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from local.children import Child, Failed, free_port, listens

# What decides whether an acknowledged message survives a power failure.
DURABILITY = ("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method")


def missing() -> list[str]:
    """Return which programs are not installed here."""
    programs = {"PostgreSQL": _postgres("postgres"), "Redis": _redis()}
    return [name for name, path in programs.items() if path is None]


def _postgres(name: str) -> str | None:
    """The path of a PostgreSQL program: Debian keeps them out of PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(kept[-1]) if kept else shutil.which(name)


def _redis() -> str | None:
    return shutil.which("redis-server")


class Postgres(Child):
    """The server refuses root: it then runs as `postgres`."""

    def __init__(self, home: Path, logs: Path) -> None:
        self.port = free_port()
        self._user_name = "postgres" if os.geteuid() == 0 else None
        self._data = home / "postgres"
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        _end_forgotten(self._data)
        binary = _postgres("postgres")
        assert binary
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        flags = [part for item in options.items() for part in ("-c", "=".join(item))]
        super().__init__(
            "postgresql",
            [binary, "-D", str(self._data), "-p", str(self.port), *flags],
            logs / "postgresql.log",
            is_ready=self._accepts,
            user=self._user_name,
            stop_signal=signal.SIGINT,
        )

    def url(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def ask(self, sql: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def make_database(self, name: str) -> None:
        """Make an empty database, whatever was there."""
        self.ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.ask(f'CREATE DATABASE "{name}"')

    def has_database(self, name: str) -> bool:
        return bool(self.ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def durability(self) -> dict[str, str]:
        return {name: str(self.ask(f"SHOW {name}")[0][0]) for name in DURABILITY}

    def _initialise(self) -> None:
        self._data.mkdir(parents=True, mode=0o700)
        if self._user_name:
            shutil.chown(self._data, self._user_name)
        initdb = _postgres("initdb")
        assert initdb
        done = subprocess.run(
            [
                initdb,
                *("--auth=trust", "--username=postgres", "--encoding=UTF8"),
                *("--locale=C.UTF-8", str(self._data)),
            ],
            capture_output=True,
            text=True,
            cwd="/",
            user=self._user_name,
            extra_groups=[] if self._user_name else None,
        )
        if done.returncode:
            raise Failed(f"initdb in {self._data}:\n{done.stderr}")

    def _accepts(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _end_forgotten(data: Path) -> None:
    """End the server of a run that was killed before it could stop it."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except (OSError, ValueError):
        return
    if str(data) not in command:
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + 20
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            time.sleep(0.1)


class Redis(Child):
    def __init__(self, logs: Path) -> None:
        self.port = free_port()
        binary = _redis()
        assert binary
        options = ("--save", "", "--appendonly", "no", "--dir", str(logs))
        super().__init__(
            "redis",
            [binary, "--port", str(self.port), "--bind", "127.0.0.1", *options],
            logs / "redis.log",
            is_ready=lambda: listens(self.port),
        )

    def url(self, number: int) -> str:
        return f"redis://127.0.0.1:{self.port}/{number}"


class Services:
    """Both, running."""

    def __init__(self, home: Path, logs: Path) -> None:
        self.postgres = Postgres(home, logs)
        self.redis = Redis(logs)

    @property
    def pids(self) -> list[int]:
        return [self.postgres.pid, self.redis.pid]


@contextmanager
def running(home: Path, logs: Path, on: Collection[int]) -> Iterator[Services]:
    services = Services(home, logs)
    children = (services.postgres, services.redis)
    with ExitStack() as stack:
        for child in children:
            child.start(on)
            stack.callback(child.stop)
        for child in children:
            child.wait_until_ready()
        yield services
