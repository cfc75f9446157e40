"""Real servers for tests that break them: PostgreSQL, Redis and Relais, on free ports.

Everything that is started here is ended here, by its pid, whatever the test does.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from local.asgi import command
from local.children import ROOT, Child, answers, free_port
from local.services import Postgres, Redis


class Relais(Child):
    """One server process, by one of local/asgi.py's servers."""

    def __init__(self, name: str, env: Mapping[str, str], log: Path, server: str):
        self.port = int(env["PORT"])
        self.http = f"http://127.0.0.1:{self.port}"
        self.socket = f"ws://127.0.0.1:{self.port}/ws/v1/"
        super().__init__(
            name,
            command(server, self.port),
            log,
            is_ready=lambda: answers(self.port, "/readyz"),
            env=env,
        )


class House:
    """Relais as an operator runs it: a database, perhaps Redis, some processes.

    They are Daphne's, or uvicorn's where several run, unless `server` names another.
    """

    def __init__(
        self, directory: Path, processes: int, server: str = "", **env: str
    ) -> None:
        self.directory = directory
        self._database = _memory()
        self.postgres = Postgres(self._database, directory) if processes > 1 else None
        self.redis = Redis(directory) if processes > 1 else None
        ports = [free_port() for _ in range(processes)]
        server = server or ("daphne" if processes == 1 else "uvicorn")
        self.env = self._environment(ports) | env
        self.web = [
            Relais(
                f"relais-{number}",
                self.env | {"PORT": str(port)},
                directory / f"relais-{number}.log",
                server,
            )
            for number, port in enumerate(ports, 1)
        ]

    def _environment(self, ports: Sequence[int]) -> dict[str, str]:
        origins = ["http://127.0.0.1", "http://localhost"]
        origins += [f"http://localhost:{port}" for port in ports]
        kept = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")
        env = {name: os.environ[name] for name in kept if name in os.environ}
        env |= {"DATA_DIR": str(self.directory / "data"), "PYTHONUNBUFFERED": "1"}
        env |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "0"}
        env |= {"ALLOWED_HOSTS": "127.0.0.1,localhost", "PROCESSES": str(len(ports))}
        env |= {"ORIGINS": ",".join(origins), "SECRET_KEY": "t" * 50}
        if self.postgres and self.redis:
            env |= {"DATABASE_URL": self.postgres.url("postgres")}
            env |= {"REDIS_URL": self.redis.url(0)}
        return env

    @property
    def children(self) -> list[Child]:
        return [c for c in (self.postgres, self.redis, *self.web) if c is not None]

    def start(self, like: Path | None = None) -> None:
        """Empty, or with the data of another house that has ended, on SQLite."""
        data = self.directory / "data"
        if like:
            shutil.copytree(like, data)
        data.mkdir(parents=True, exist_ok=True)
        for service in (self.postgres, self.redis):
            if service:
                service.start(wait=True)
        self.manage("migrate", "--verbosity=0")
        self.manage("createcachetable")
        self._collect_static()
        for web in self.web:
            web.start()
        for web in self.web:
            web.wait_until_ready()

    def _collect_static(self) -> None:
        """Write the hashed files that pages name, once in a run of tests.

        A server that starts while another worker writes them would not find them all.
        """
        run = f"{ROOT} {os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"
        path = Path(tempfile.gettempdir()) / "relais-static.lock"
        with path.open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.seek(0)
            if lock.read() == run:
                return
            self.manage("collectstatic", "--noinput", "--verbosity=0")
            lock.truncate(0)
            lock.write(run)

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)

    def run(self, *arguments: str, stdin: str = "") -> str:
        """Run Python with the servers' environment and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{arguments}:\n{done.stderr[-4000:]}"
        return done.stdout

    def end(self) -> None:
        for child in reversed(self.children):
            child.kill()
        shutil.rmtree(self._database, ignore_errors=True)


def _memory() -> Path:
    """A folder where files cost no disk, if there is such a place."""
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="relais-pg-", dir=shared))
    # The server's user goes through it to its own folder inside.
    folder.chmod(0o711)
    return folder


@contextmanager
def running(directory: Path, *, processes: int = 1, **env: str) -> Iterator[House]:
    """A house that runs: SQLite and Daphne for one process, else the whole set."""
    with ExitStack() as stack:
        house = House(directory, processes, **env)
        stack.callback(house.end)
        house.start()
        yield house
