"""nginx, two web processes, PostgreSQL and Redis, as one thing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from cluster.nginx import Nginx
from cluster.rolling import restart_in_turn
from local.asgi import command
from local.children import KEPT, ROOT, Child, Failed, answers, free_port
from local.services import Postgres, Redis

PROCESSES = 2
DATABASE = "relais"
Say = Callable[[str], None]


class Web(Child):
    def __init__(self, number: int, env: Mapping[str, str], home: Path) -> None:
        self.port = free_port()
        super().__init__(
            f"web {number}",
            command("uvicorn", self.port),
            home / f"web-{number}.log",
            is_ready=lambda: answers(self.port, "/readyz"),
            env=env,
        )


class Worker(Child):
    """Tells people who are away."""

    def __init__(self, env: Mapping[str, str], home: Path) -> None:
        super().__init__(
            "worker",
            [sys.executable, "manage.py", "deliver"],
            home / "worker.log",
            is_ready=lambda: True,
            env=env,
        )


class Cluster:
    """Its data and logs are in `home`; nginx serves `port` of loopback."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.postgres = Postgres(home, home)
        self.redis = Redis(home)
        self.env = self._environment()
        numbers = range(1, PROCESSES + 1)
        self.webs = [Web(number, self.env, home) for number in numbers]
        self.worker = Worker(self.env, home)
        ports = [web.port for web in self.webs]
        photos = home / "data" / "photos"
        self.nginx = Nginx(home / "nginx", ports, port, photos)

    @property
    def children(self) -> list[Child]:
        """In the order in which they begin."""
        return [self.postgres, self.redis, *self.webs, self.worker, self.nginx]

    def _environment(self) -> dict[str, str]:
        here = [f"http://{name}:{self.port}" for name in ("localhost", "127.0.0.1")]
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
            "DATA_DIR": str(self.home / "data"),
            "ORIGINS": ",".join(here),
            "PROCESSES": str(PROCESSES),
            "PROXIES": "1",
            "DEMO": "1",
            "DATABASE_URL": self.postgres.url(DATABASE),
            "REDIS_URL": self.redis.url(0),
            "PHOTOS_ACCEL": "/protected/photos/",
        }

    def begin(self, say: Say) -> None:
        """Return when nginx passes requests on to all processes."""
        for service in (self.postgres, self.redis):
            service.start()
        for service in (self.postgres, self.redis):
            service.wait_until_ready()
        if not self.postgres.has_database(DATABASE):
            self.postgres.make_database(DATABASE)
        self._prepare()
        for web in self.webs:
            web.start()
        for web in self.webs:
            web.wait_until_ready()
        self.worker.start()
        self.nginx.start(wait=True)

    def _prepare(self) -> None:
        command = [sys.executable, "manage.py", "prepare", "--demo"]
        if subprocess.run(command, cwd=ROOT, env=self.env).returncode:
            raise Failed("The database could not be prepared.")

    def restart(self, say: Say) -> None:
        restart_in_turn(self.webs, lambda web: say(f"{web.name} was restarted."))

    def revive(self, say: Say) -> bool:
        """Begin again what ended by itself, as systemd would, but no service.

        Return whether there were any. Raises Failed where another part has ended.
        """
        ended = [child for child in self.children if not child.is_alive]
        for child in ended:
            if not isinstance(child, Web | Worker):
                raise Failed(f"{child.name} has ended:\n{child.tail()}")
            say(f"{child.name} has ended; it begins again. Its log: {child.log}")
            child.start(wait=True)
        return bool(ended)

    def end(self) -> None:
        with ExitStack() as stack:
            for child in self.children:
                stack.callback(child.stop)
