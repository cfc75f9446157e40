"""Real servers for tests that break them: PostgreSQL, Redis and Relais, on free ports.

Everything that is started here is ended here, by its pid, whatever the test does.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from bench.asgi import command

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60.0
STOP_SECONDS = 15.0


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
        self.name, self.command, self.log = name, list(command), log
        self._is_ready, self._env, self._user = is_ready, env, user
        self._stop_signal = stop_signal
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, *, wait: bool = True) -> None:
        assert not self.is_alive, f"{self.name} runs already"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT if self._user is None else "/",
                env=dict(self._env) if self._env is not None else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
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
                raise AssertionError(f"{self.name} did not start:\n{self.tail()}")
            time.sleep(0.05)

    def stop(self) -> int:
        """End it as an operator does; return its exit code."""
        assert self.process
        with suppress(ProcessLookupError):
            self.process.send_signal(self._stop_signal)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not stop:\n{self.tail()}") from None

    def kill(self) -> None:
        """kill -9, at once."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(STOP_SECONDS)

    def restart(self) -> None:
        self.stop()
        self.start()

    def tail(self, characters: int = 4000) -> str:
        return self.log.read_text(errors="replace")[-characters:]


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(port: int, *, path: str = "") -> bool:
    """Whether something listens on the port and, with `path`, answers 200 there."""
    try:
        if not path:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return True
        url = f"http://127.0.0.1:{port}{path}"
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


class Redis(Child):
    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1"]
        super().__init__(
            "redis",
            [*command, "--save", "", "--appendonly", "no", "--dir", str(directory)],
            directory / "redis.log",
            is_ready=lambda: answers(self.port),
        )


class Postgres(Child):
    """A cluster of its own. The server refuses root: it then runs as `postgres`."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self._home = Path(tempfile.mkdtemp(prefix="relais-pg-", dir=memory()))
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(self._home, user)
        self._initialise(user)
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        port = ("-p", str(self.port))
        flags = [part for item in options.items() for part in ("-c", "=".join(item))]
        super().__init__(
            "postgresql",
            [binary("postgres"), "-D", str(self._home / "data"), *port, *flags],
            directory / "postgresql.log",
            is_ready=self._accepts,
            user=user,
            stop_signal=signal.SIGINT,
        )

    def _initialise(self, user: str | None) -> None:
        command = [binary("initdb"), "--auth=trust", "--username=postgres", "--no-sync"]
        subprocess.run(
            [*command, "--encoding=UTF8", "--locale=C.UTF-8", str(self._home / "data")],
            check=True,
            capture_output=True,
            cwd="/",
            user=user,
            extra_groups=[] if user else None,
        )

    def _accepts(self) -> bool:
        asked = [binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked, check=False).returncode == 0

    def remove(self) -> None:
        shutil.rmtree(self._home, ignore_errors=True)


def memory() -> str | None:
    """Where files cost no disk, if there is such a place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def binary(name: str) -> str:
    """The path of a PostgreSQL program: Debian keeps them out of PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(kept[-1]) if kept else shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} of PostgreSQL is not installed")
    return found


class Relais(Child):
    """One server process, by one of bench/asgi.py's servers."""

    def __init__(self, name: str, env: Mapping[str, str], log: Path, server: str):
        self.port = int(env["PORT"])
        self.http = f"http://127.0.0.1:{self.port}"
        self.socket = f"ws://127.0.0.1:{self.port}/ws/v1/"
        super().__init__(
            name,
            command(server, self.port),
            log,
            is_ready=lambda: answers(self.port, path="/readyz"),
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
        self.postgres = Postgres(directory) if processes > 1 else None
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
            env |= {"DATABASE_URL": self.postgres.url, "REDIS_URL": self.redis.url}
        return env

    @property
    def children(self) -> list[Child]:
        return [c for c in (self.postgres, self.redis, *self.web) if c is not None]

    def start(self) -> None:
        (self.directory / "data").mkdir(parents=True, exist_ok=True)
        for service in (self.postgres, self.redis):
            if service:
                service.start()
        self.manage("migrate", "--verbosity=0")
        self.manage("createcachetable")
        self._collect_static()
        for web in self.web:
            web.start(wait=False)
        for web in self.web:
            web.wait_until_ready()

    def _collect_static(self) -> None:
        """Write the hashed files that pages name; workers take turns."""
        with (Path(tempfile.gettempdir()) / "relais-static.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.manage("collectstatic", "--noinput", "--verbosity=0")

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
        if self.postgres:
            self.postgres.remove()


@contextmanager
def running(directory: Path, *, processes: int = 1, **env: str) -> Iterator[House]:
    """A house that runs: SQLite and Daphne for one process, else the whole set."""
    with ExitStack() as stack:
        house = House(directory, processes, **env)
        stack.callback(house.end)
        house.start()
        yield house
