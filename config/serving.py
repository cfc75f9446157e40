"""Before a process serves: is it safe, alone where it must be, is history whole?"""

from __future__ import annotations

import fcntl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from chat import history_guard
from config.checks import is_sqlite
from config.operations import unapplied_migrations


class NotSafeToServe(ImproperlyConfigured):
    """Why this process does not serve, in words for the operator."""


def begin() -> None:
    """Refuse to serve what would lose or leak; else take our place. Once a process.

    In a thread of its own: a server may load the application inside its event loop,
    where the database must not be asked.
    """
    if settings.IS_GUARDED:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_begin).result()


def _begin() -> None:
    from config.wiring import desk
    from photos.sweeping import keep_sweeping
    from push.working import keep_working

    try:
        refuse_unsafe()
        _HELD.append(hold_alone())
        history_guard.require_no_step_back()
    except history_guard.HistoryWentBack as error:
        raise NotSafeToServe(str(error)) from error
    finally:
        connection.close()
    history_guard.keep_noting()
    keep_sweeping()
    if is_sqlite():
        # Elsewhere `manage.py deliver` does it, as many as there are.
        keep_working(desk)


def refuse_unsafe() -> None:
    problems = [
        f"{message.msg} {message.hint or ''}".strip()
        for message in run_checks(databases=["default"])
        if message.level >= ERROR
    ]
    problems = problems or [*_unmigrated(), *_demo_accounts()]
    if problems:
        raise NotSafeToServe("\n".join(problems))


def _unmigrated() -> list[str]:
    names = unapplied_migrations()
    if not names:
        return []
    return [f"Migrations are unapplied ({', '.join(names)}). Run `manage.py prepare`."]


def _demo_accounts() -> list[str]:
    """Demo people have addresses in .example, which nobody can own."""
    from accounts.models import User

    demo = User.objects.filter(is_active=True, email__endswith=".example")
    if settings.IS_PUBLIC and demo.exists():
        return ["The database has demo accounts, whose password is published."]
    return []


# Kept open as long as the process lives: the lock goes with it, kill -9 included.
_HELD: list[IO[str] | None] = []


def hold_alone() -> IO[str] | None:
    """Take the data for this process alone, unless several may share it.

    Raises NotSafeToServe where another process has it.
    """
    if settings.REDIS_URL and not is_sqlite():
        return None
    path = Path(settings.DATA_DIR) / "serving.lock"
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise NotSafeToServe(
            f"Another process serves the data in {path.parent}. Several processes need "
            "PostgreSQL and Redis (DATABASE_URL, REDIS_URL)."
        ) from None
    return lock
