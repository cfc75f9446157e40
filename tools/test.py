"""`make test` and `make test-services`: one suite, two set-ups.

What the page does by itself is looked at once, in the first: a database is no part of
it (docs/decisions/0032-where-the-page-is-tested.md).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

SERVICES = {
    "DATABASE_URL": "postgres://postgres@127.0.0.1:5432/test",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}
PROGRAMS = ("chromium", "nginx", "redis-server")
# Debian keeps nginx where only root looks.
FOLDERS = f"{os.environ.get('PATH', '')}:/usr/sbin"
WORKERS = (os.cpu_count() or 1) + 1
# Where nobody may read what was not his, and nothing may be lost: every branch is run.
EVERY_BRANCH = "*/access.py,chat/timeline.py,chat/actions/posting.py,"
EVERY_BRANCH += "realtime/hub.py,realtime/session.py"


def main(arguments: list[str]) -> int:
    services = "--services" in arguments
    chosen = [argument for argument in arguments if argument != "--services"]
    environment = _services() if services else _alone()
    # They wait for servers and browsers half of their time.
    parallel = ["-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"]
    parallel += ["-m", "not page"] if services else []
    suite = [PYTHON, "-m", "pytest", *(chosen or [*parallel, "--cov", "--cov-report="])]
    failed = subprocess.run(suite, cwd=ROOT, env=environment).returncode
    if chosen:
        return failed
    return failed or _report(["--fail-under=90"]) or _every_branch()


def _alone() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in SERVICES}


def _services() -> dict[str, str]:
    """Return where the services are; exit where one does not answer."""
    environment = SERVICES | dict(os.environ) | {"RELAIS_LEAVE_NOTHING_OUT": "1"}
    absent = [name for name in PROGRAMS if not shutil.which(name, path=FOLDERS)]
    absent += _silent(environment)
    if absent:
        sys.exit(f"make test-services leaves nothing out. Missing: {', '.join(absent)}")
    return environment


def _silent(environment: dict[str, str]) -> list[str]:
    import psycopg
    import redis

    silent = []
    try:
        psycopg.connect(environment["DATABASE_URL"], connect_timeout=3).close()
    except psycopg.OperationalError:
        silent.append("PostgreSQL at DATABASE_URL")
    try:
        redis.Redis.from_url(environment["REDIS_URL"], socket_timeout=3).ping()
    except redis.RedisError:
        silent.append("Redis at REDIS_URL")
    return silent


def _report(options: list[str]) -> int:
    report = [PYTHON, "-m", "coverage", "report", *options]
    return subprocess.run(report, cwd=ROOT).returncode


def _every_branch() -> int:
    print("\nEvery branch:", flush=True)
    return _report([f"--include={EVERY_BRANCH}", "--fail-under=100"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
