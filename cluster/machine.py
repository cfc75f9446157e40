"""The programs of this machine, and what to install where one is missing."""

from __future__ import annotations

import os
import shutil

from local import services

PACKAGES = {"nginx": "nginx", "PostgreSQL": "postgresql", "Redis": "redis-server"}


def nginx() -> str | None:
    """Debian keeps it where only root looks."""
    folders = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    return shutil.which("nginx", path=folders)


def missing() -> list[str]:
    """Return the Debian packages that must be installed first."""
    absent = services.missing() if nginx() else ["nginx", *services.missing()]
    return [PACKAGES[name] for name in absent]
