"""How settings are read from the environment: the few that are more than a value."""

import os
import secrets
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import dj_database_url
from environs import Env

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})

# WAL with FULL: what was acknowledged survives a power failure, at one fsync a commit.
SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": "5000",
    "foreign_keys": "ON",
    "wal_autocheckpoint": "1000",
    "journal_size_limit": "67108864",
}

# Uses after which the driver would prepare a statement by itself.
PREPARED_WHEN_ASKED = 2**31

# The pipe's threads keep a connection each; HTTP requests have these.
FOR_REQUESTS = 8


def private_folder(path: Path) -> Path:
    """Return `path`, made where it was not: nobody else's eyes reach the data."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.resolve()


def secret_key(data_dir: Path) -> str:
    """Return the key kept in `data_dir`, made at the first call, for our eyes only."""
    path = data_dir / "secret.key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        _keep_the_first(draft, path)
    return path.read_text().strip()


def _keep_the_first(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(url: str, *, threads: int, statement_timeout: str) -> dict[str, Any]:
    """Return Django's settings of the database at `url`."""
    settings: dict[str, Any] = {**dj_database_url.parse(url)}
    settings["ATOMIC_REQUESTS"] = False
    settings["CONN_MAX_AGE"] = 0
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = _sqlite()
    else:
        settings["CONN_HEALTH_CHECKS"] = True
        options = _postgresql(threads, statement_timeout)
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **options}
    return settings


def _sqlite() -> dict[str, Any]:
    pragmas = (f"PRAGMA {name}={value};" for name, value in SQLITE_PRAGMAS.items())
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "".join(pragmas),
    }


def _postgresql(threads: int, statement_timeout: str) -> dict[str, Any]:
    return {
        "pool": {
            "min_size": 2,
            "max_size": threads + FOR_REQUESTS,
            "timeout": 5,
            "max_lifetime": 1800,
        },
        # Only what asks for it is kept prepared: lib/statements.py.
        "prepare_threshold": PREPARED_WHEN_ASKED,
        # A page anywhere costs as much as the next one: SSDs, and what is in memory.
        "options": f"-c statement_timeout={statement_timeout} -c lock_timeout=2s"
        " -c idle_in_transaction_session_timeout=10s -c random_page_cost=1.1",
    }


def limits(environ: dict[str, str]) -> dict[str, int | float]:
    """Return what LIMIT_* name, as `realtime.limits.Limits` spells it."""
    return {
        name.removeprefix("LIMIT_").lower(): _number(value)
        for name, value in environ.items()
        if name.startswith("LIMIT_")
    }


def _number(value: str) -> int | float:
    return int(value) if value.isdigit() else float(value)


def is_public(hosts: list[str]) -> bool:
    """Whether anyone but this machine is meant to reach the server."""
    return any(host not in LOOPBACK for host in hosts)


def sockets_of(origins: list[str]) -> list[str]:
    """Return where pages of these origins open their socket (ws:, wss:)."""
    parts = (urlsplit(origin) for origin in origins)
    return [f"{'wss' if p.scheme == 'https' else 'ws'}://{p.netloc}" for p in parts]


class S3(NamedTuple):
    """Where photos are kept that are in no folder; without a bucket they are in one."""

    bucket: str
    endpoint: str
    region: str
    access_key: str
    secret_key: str
    addressing: str
    # Readers are sent there by a short link, or the server reads for them.
    is_direct: bool

    def origins(self) -> list[str]:
        """Return where a page finds the pictures that it is sent to."""
        if not (self.bucket and self.is_direct):
            return []
        region = f".{self.region}" if self.region else ""
        parts = urlsplit(self.endpoint or f"https://s3{region}.amazonaws.com")
        hosts = [parts.netloc, f"{self.bucket}.{parts.netloc}"]
        return [f"{parts.scheme}://{host}" for host in hosts]

    def options(self) -> dict[str, Any]:
        """Return what django-storages calls these."""
        return {
            "bucket_name": self.bucket,
            "endpoint_url": self.endpoint or None,
            "region_name": self.region or None,
            "access_key": self.access_key or None,
            "secret_key": self.secret_key or None,
            "addressing_style": self.addressing,
            "signature_version": "s3v4",
            "default_acl": None,
            # Names are random: nothing is asked before a file is written.
            "file_overwrite": True,
            "querystring_auth": True,
        }


def s3(env: Env) -> S3:
    return S3(
        bucket=env.str("PHOTOS_S3_BUCKET", ""),
        endpoint=env.str("PHOTOS_S3_ENDPOINT", ""),
        region=env.str("PHOTOS_S3_REGION", ""),
        access_key=env.str("PHOTOS_S3_ACCESS_KEY", ""),
        secret_key=env.str("PHOTOS_S3_SECRET_KEY", ""),
        addressing=env.str("PHOTOS_S3_ADDRESSING", "auto"),
        is_direct=env.bool("PHOTOS_S3_DIRECT", True),
    )


def photo_store(s3: S3, folder: Path, *, is_shared: bool) -> dict[str, Any]:
    """Return Django's settings of the store; `is_shared`: nginx reads the folder too,
    by its group.
    """
    if s3.bucket:
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": s3.options()}
    private_folder(folder)
    return {
        "BACKEND": "photos.storage.Folder",
        "OPTIONS": {
            "location": str(folder),
            "file_permissions_mode": 0o640 if is_shared else 0o600,
            "directory_permissions_mode": 0o750 if is_shared else 0o700,
        },
    }
