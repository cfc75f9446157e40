"""System checks: refuse a set-up that would lose or leak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags
from django.db import connections

from config.environment import SQLITE_PRAGMAS
from config.mounts import network_filesystem

# What PRAGMA answers for the words that set it.
SPELLINGS = {"WAL": "wal", "FULL": "2", "ON": "1"}
SHARED_CACHES = ("DatabaseCache", "RedisCache", "RedisOrDatabaseCache")


def is_sqlite() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")


def processes(**kwargs: Any) -> Iterator[CheckMessage]:
    """Several processes need a Redis for bells and a PostgreSQL for writers."""
    if settings.PROCESSES <= 1:
        return
    if not settings.REDIS_URL:
        yield Error(
            f"{settings.PROCESSES} server processes without Redis: they would not "
            "hear each other's bells.",
            hint="Set REDIS_URL, or PROCESSES=1.",
            id="relais.E001",
        )
    if is_sqlite():
        yield Error(
            "Several server processes on SQLite, which has one writer.",
            hint="Set DATABASE_URL to a PostgreSQL, or PROCESSES=1.",
            id="relais.E002",
        )
    if not settings.CACHES["default"]["BACKEND"].endswith(SHARED_CACHES):
        yield Error(
            "A cache of each process: rate limits would count in each alone.",
            hint="Use the database cache or Redis.",
            id="relais.E003",
        )


def publicity(**kwargs: Any) -> Iterator[CheckMessage]:
    """What must be true where anybody but this machine can come."""
    if not settings.IS_PUBLIC:
        return
    if settings.DEBUG:
        yield Error("DEBUG with a public host.", hint="Set DEBUG=0.", id="relais.E004")
    if not settings.ORIGINS_ARE_EXPLICIT:
        yield Error(
            "A public host without an explicit list of origins.",
            hint="Set ORIGINS=https://relais.example.org",
            id="relais.E005",
        )
    if settings.DEMO:
        yield Error(
            "Demo accounts, whose password is published, with a public host.",
            hint="Set DEMO=0.",
            id="relais.E006",
        )
    if not settings.IS_HTTPS:
        yield checks.Warning(
            "An origin is not https: whoever carries the packets can read them.",
            id="relais.W001",
        )
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield checks.Warning(
            "E-mails go to the log.", hint="Set EMAIL_URL.", id="relais.W002"
        )


def origins(**kwargs: Any) -> Iterator[CheckMessage]:
    """An origin is exact: scheme, host, port; no pattern, no path."""
    for origin in settings.ORIGINS:
        parts = urlsplit(origin)
        exact = f"{parts.scheme}://{parts.netloc}"
        if parts.scheme not in {"http", "https"} or origin != exact or "*" in origin:
            yield Error(
                f"{origin!r} is not an exact origin.",
                hint="Write https://host or https://host:port, without a final /.",
                id="relais.E007",
            )


def place_of_sqlite(**kwargs: Any) -> Iterator[CheckMessage]:
    """WAL needs memory that is shared: not so over a network."""
    if not is_sqlite():
        return
    kind = network_filesystem(Path(settings.DATABASES["default"]["NAME"]))
    if kind:
        yield Error(
            f"The SQLite file is on {kind}, where write-ahead logs break.",
            hint="Set DATA_DIR to a local disk.",
            id="relais.E008",
        )


def photos(**kwargs: Any) -> Iterator[CheckMessage]:
    """What photos need must be there before somebody sends one."""
    accel = settings.PHOTOS_ACCEL
    if accel and not (accel.startswith("/") and accel.endswith("/")):
        yield Error(
            f"PHOTOS_ACCEL={accel!r} is not a location of nginx.",
            hint="Write PHOTOS_ACCEL=/protected/photos/",
            id="relais.E010",
        )
    if settings.PHOTOS_S3_BUCKET and find_spec("storages") is None:
        yield Error(
            "Photos go to S3, and what speaks to it is not installed.",
            hint="pip install --require-hashes -r requirements/s3.txt",
            id="relais.E011",
        )
    if settings.PHOTOS_HEIC and find_spec("pillow_heif") is None:
        yield checks.Warning(
            "PHOTOS_HEIC is on, and what reads HEIC is not installed: it is refused.",
            hint="pip install --require-hashes -r requirements/heic.txt",
            id="relais.W003",
        )


def pragmas(databases: Sequence[str] | None = None, **kwargs: Any) -> list[Error]:
    """Read back what the connection was told: a misspelt option is silent."""
    wrong = [
        f"{name} is {found}, not {wanted}"
        for alias in databases or ()
        if connections[alias].vendor == "sqlite"
        for name, wanted, found in _pragmas_in_force(alias)
        if found != SPELLINGS.get(wanted, wanted)
    ]
    return [Error(f"SQLite: {what}.", id="relais.E009") for what in wrong]


def _pragmas_in_force(alias: str) -> Iterator[tuple[str, str, str]]:
    with connections[alias].cursor() as cursor:
        for name, wanted in SQLITE_PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            yield name, wanted, str(cursor.fetchone()[0])


def register_all() -> None:
    from push.checks import check_loopback_peer, check_vapid_subject

    ours = (processes, publicity, origins, place_of_sqlite, photos)
    for check in (*ours, check_loopback_peer, check_vapid_subject):
        checks.register(check, Tags.security)
    checks.register(pragmas, Tags.database)
