"""How the three ASGI servers serve Relais: the commands of docs/install.md."""

from __future__ import annotations

import sys
from importlib.util import find_spec

APPLICATION = "config.asgi:application"
UVICORN = (
    *("-m", "uvicorn", APPLICATION, "--host", "127.0.0.1"),
    *("--no-proxy-headers", "--no-access-log", "--log-level", "warning"),
    *("--ws", "websockets-sansio", "--ws-max-size", "262144"),
    *("--ws-per-message-deflate", "false", "--timeout-graceful-shutdown", "10"),
)
DAPHNE = ("manage.py", "serve")
GRANIAN = (
    *("-m", "granian", APPLICATION, "--interface", "asginl", "--host", "127.0.0.1"),
    *("--workers", "1", "--loop", "asyncio", "--log-level", "warning"),
    *("--http", "1", "--backlog", "1024"),
)
SERVERS = {"uvicorn": UVICORN, "daphne": DAPHNE, "granian": GRANIAN}


def command(server: str, port: int) -> list[str]:
    return [sys.executable, *SERVERS[server], "--port", str(port)]


def is_installed(server: str) -> bool:
    """granian is the developers' (requirements/dev.txt); the others everybody's."""
    return find_spec(server) is not None
