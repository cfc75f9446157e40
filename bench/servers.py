"""The systems under test, started as an operator starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bench import cpu
from bench.speech import ORIGIN
from local import cores
from local.asgi import DAPHNE, SERVERS, UVICORN
from local.children import KEPT, ROOT, Child, Failed, answers, free_port
from local.services import Services

PLAIN = (
    *("-m", "uvicorn", "bench.baseline.asgi:application", "--host", "127.0.0.1"),
    *("--no-access-log", "--log-level", "warning"),
)
# A few clients do here what many people do elsewhere; nothing else is raised.
RAISED = {
    "LIMIT_FRAMES_PER_SECOND": "1000000",
    "LIMIT_FRAMES_BURST": "1000000",
    "LIMIT_SENDS_PER_MINUTE": "60000000",
    "PHOTOS_DAILY_MIB": "1000000",
    "PHOTOS_MIN_FREE_PERCENT": "0",
}
SEED_SECONDS = 1800


@dataclass
class System:
    """One system on one database."""

    name: str
    title: str
    env: dict[str, str]
    command: tuple[str, ...]
    ready_path: str
    seeding: str
    directory: Path
    services: Services | None = None
    profile: Path | None = None
    _prepared: list[str] = field(default_factory=list)

    @cached_property
    def world(self) -> dict[str, Any]:
        """The people and conversations of this database, made at the first call."""
        found: dict[str, Any] = self.seed("world")
        return found

    def seed(self, *arguments: str) -> Any:
        """Run the system's seeding beside it and return what it says."""
        return json.loads(self.run("-m", self.seeding, *arguments))

    def run(self, *arguments: str) -> str:
        """Run Python with the servers' environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SEED_SECONDS,
        )
        if done.returncode:
            raise Failed(f"{self.name} {arguments}:\n{done.stderr[-3000:]}")
        return done.stdout

    @contextmanager
    def serving(
        self, processes: int = 1, on: Collection[int] | None = None
    ) -> Iterator[Serving]:
        """Run fresh server processes, on the servers' core unless told otherwise."""
        children = [self._child(number, processes) for number in range(processes)]
        place = cores.split().servers if on is None else on
        if self.services:
            cores.move(cpu.family(self.services.pids), place)
        with ExitStack() as stack:
            for child, _ in children:
                child.start(place)
                stack.callback(child.stop)
            for child, _ in children:
                child.wait_until_ready()
            yield Serving(
                self, [child for child, _ in children], [p for _, p in children]
            )

    def _child(self, number: int, processes: int) -> tuple[Child, int]:
        port = free_port()
        launcher: tuple[str, ...] = ()
        if self.profile:
            launcher = ("-m", "bench.profiling", f"{self.profile}-{number}.profile.txt")
        child = Child(
            f"{self.name} {number}",
            [sys.executable, *launcher, *self.command, "--port", str(port)],
            self.directory / f"{self.name}-{number}.log",
            is_ready=lambda: answers(port, self.ready_path),
            env=self.env | {"PORT": str(port), "PROCESSES": str(processes)},
        )
        return child, port


@dataclass
class Serving:
    """The running processes of a system."""

    system: System
    children: list[Child]
    ports: list[int]

    @property
    def port(self) -> int:
        return self.ports[0]

    def cpu_seconds(self) -> float:
        """Of its processes, PostgreSQL and Redis since they began."""
        services = self.system.services.pids if self.system.services else []
        return cpu.seconds([*self._pids, *services])

    def resident_bytes(self) -> int:
        """Of its own processes alone."""
        return cpu.resident_bytes(self._pids)

    @property
    def _pids(self) -> list[int]:
        return [child.pid for child in self.children]


def relais(
    name: str,
    directory: Path,
    services: Services | None = None,
    *,
    database: str = "relais",
    env: Mapping[str, str] | None = None,
) -> System:
    """Relais: with services PostgreSQL, Redis and uvicorn, else SQLite and Daphne."""
    directory.mkdir(parents=True, exist_ok=True)
    made = _environment() | RAISED | {"DATA_DIR": str(directory / "data")}
    made |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "0"}
    made |= {"ALLOWED_HOSTS": "127.0.0.1,localhost", "ORIGINS": ORIGIN, **(env or {})}
    if services:
        made |= {"DATABASE_URL": services.postgres.url(database)}
        made |= {"REDIS_URL": services.redis.url(0)}
    system = System(
        name,
        "Relais, PostgreSQL + Redis, uvicorn" if services else "Relais, SQLite, Daphne",
        made,
        UVICORN if services else DAPHNE,
        "/readyz",
        "bench.seeding",
        directory,
        services,
    )
    system.run("manage.py", "prepare")
    return system


def on_server(system: System, server: str) -> System:
    """Return the same system, on the same database, served by another server."""
    title = f"Relais, PostgreSQL + Redis, {server}"
    made = replace(system, name=server, title=title, command=SERVERS[server])
    # Its people are those of `system`, seeded once.
    made.__dict__["world"] = system.world
    return made


def plain(directory: Path, services: Services) -> System:
    """The Channels tutorial's chat, its messages saved by the ORM."""
    directory.mkdir(parents=True, exist_ok=True)
    made = _environment() | {"DJANGO_SETTINGS_MODULE": "bench.baseline.settings"}
    made |= {"DATABASE_URL": services.postgres.url("plain")}
    made |= {"REDIS_URL": services.redis.url(1)}
    system = System(
        "plain",
        "Channels tutorial + ORM, PostgreSQL + Redis core layer, uvicorn",
        made,
        PLAIN,
        "/",
        "bench.baseline.seeding",
        directory,
        services,
    )
    system.run("-m", "django", "migrate", "--verbosity=0")
    # Its own table has no migration.
    system.run("-m", "django", "migrate", "--run-syncdb", "--verbosity=0")
    return system


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"PYTHONUNBUFFERED": "1", "SECRET_KEY": "b" * 50}
