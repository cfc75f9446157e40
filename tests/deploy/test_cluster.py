"""`make cluster` as somebody who tries it: it serves, restarts in turn, ends whole."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest

from cluster import machine
from local.children import ROOT, Child, answers, free_port

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.services,
    pytest.mark.nginx,
    pytest.mark.timeout(240),
]
COMMAND = (sys.executable, "-m", "cluster")


@contextmanager
def cluster(home: Path) -> Iterator[tuple[Child, int]]:
    port = free_port()
    child = Child(
        "cluster",
        [*COMMAND, "--home", str(home)],
        home.with_suffix(".log"),
        is_ready=(home / "state.json").exists,
        env=os.environ | {"PORT": str(port)},
    )
    child.start(wait=True)
    try:
        yield child, port
    finally:
        if child.is_alive:
            child.stop()


def restart(home: Path) -> subprocess.CompletedProcess[str]:
    asked = [*COMMAND, "restart", "--home", str(home)]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=120)


def processes_in(home: Path) -> list[int]:
    """Who was told of this folder, in his command or his environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            continue
        if bytes(home) in told and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that PostgreSQL's user may enter too: pytest's own are private."""
    outer = Path(tempfile.mkdtemp(prefix="relais-cluster-"))
    outer.chmod(0o755)
    yield outer / "home"
    shutil.rmtree(outer, ignore_errors=True)


def ended(home: Path) -> None:
    deadline = time.monotonic() + 10
    while processes_in(home) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_in(home) == []


def get(port: int, path: str) -> tuple[Message, bytes]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers, answer.read()


def require_static_files(port: int) -> None:
    """nginx answers for them itself, compressed, for ever."""
    _, page = get(port, "/accounts/login/")
    found = re.search(rb'"(/static/[^"]+\.css)"', page)
    assert found
    headers, body = get(port, found[1].decode())
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert b"{" in gzip.decompress(body)


def test_it_serves_restarts_and_ends_everything(home: Path):
    with cluster(home) as (child, port):
        require_static_files(port)
        assert not answers(port, "/metrics")
        before = processes_in(home)
        done = restart(home)
        assert done.returncode == 0, done.stdout
        assert answers(port, "/readyz")
        assert len(processes_in(home)) == len(before)
        assert child.stop() == 0
    ended(home)
    assert restart(home).stdout.strip() == "No cluster runs here: make cluster"


def test_what_a_killed_one_left_is_ended_by_the_next(home: Path):
    with cluster(home) as (child, _):
        child.kill()
        # It tells that the next one is ready.
        (home / "state.json").unlink()
        left = processes_in(home)
        assert left
    with cluster(home):
        assert not {*left} & {*processes_in(home)}
    ended(home)


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(machine, "nginx", lambda: None)
    monkeypatch.setattr("local.services._redis", lambda: None)
    assert machine.missing() == ["nginx", "redis-server"]
