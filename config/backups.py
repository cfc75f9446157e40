"""Backups of both databases, whole and checked, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

# Which file is one of ours: every Relais database has this table.
OUR_TABLE = "chat_epoch"


if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def new_path(why: str) -> Path:
    """Return where a backup made now goes, by default."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    suffix = "sqlite3" if connection.vendor == "sqlite" else "dump"
    return Path(settings.DATA_DIR) / "backups" / f"{why}-{moment}.{suffix}"


def backup(target: Path) -> Path:
    """Write the database to `target`, at one moment, while the server runs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.partial")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(connection.settings_dict["NAME"]), draft)
        require_ours(draft)
    else:
        _run("pg_dump", "--format=custom", f"--file={draft}")
    _sync(draft)
    return draft.rename(target)


def restore(source: Path) -> None:
    """Replace the database by `source`. Nobody may serve it meanwhile."""
    if connection.vendor == "sqlite":
        require_ours(source)
        connection.close()
        _copy_sqlite(source, Path(connection.settings_dict["NAME"]))
    else:
        _run("pg_restore", "--list", str(source))
        _empty_postgresql()
        arguments = ["--no-owner", "--exit-on-error", "--single-transaction"]
        _run("pg_restore", *arguments, f"--dbname={_database()}", str(source))


def require_ours(path: Path) -> None:
    """Raise where the file is damaged, or is no database of Relais."""
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            (state,) = db.execute("PRAGMA quick_check").fetchone()
            ours = "SELECT count(*) FROM sqlite_master WHERE name = ?"
            (found,) = db.execute(ours, [OUR_TABLE]).fetchone()
    except sqlite3.DatabaseError as error:
        raise CommandError(f"{path} is not a database: {error}.") from error
    if state != "ok" or not found:
        raise CommandError(f"{path} is damaged, or is not a database of Relais.")


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
        # One file, whole in itself; a server turns the write-ahead log on again.
        new.execute("PRAGMA journal_mode=DELETE")


def _empty_postgresql() -> None:
    """Drop everything, by a connection outside the pool, once nobody else is there."""
    wrapper = cast("PostgreSQL", connection)
    wrapper.close()
    wrapper.close_pool()
    parameters = wrapper.get_connection_params()
    parameters.pop("pool", None)
    with psycopg.connect(**parameters) as lone:
        if lone.execute(OTHERS).fetchone() != (0,):
            raise CommandError("Others use the database: stop every server first.")
        lone.execute("DROP SCHEMA public CASCADE")
        lone.execute("CREATE SCHEMA public")


def _database() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL on our database; the password never is an argument."""
    if shutil.which(program) is None:
        raise CommandError(f"{program} is missing: install PostgreSQL's client tools.")
    done = subprocess.run(  # noqa: S603
        [program, *arguments],
        env=os.environ | _libpq_environment(),
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        # The first line only: what follows may quote rows.
        raise CommandError(f"{program} failed: {done.stderr.partition(chr(10))[0]}")


def _libpq_environment() -> dict[str, str]:
    settings_dict = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER"}
    names |= {"PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    values = {ours: str(settings_dict[theirs]) for ours, theirs in names.items()}
    return {name: value for name, value in values.items() if value}


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
