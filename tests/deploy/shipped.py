"""The files of deploy/, as a test reads them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
# Read by the images themselves, not by us.
OF_IMAGES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD", "PYTHONUNBUFFERED"}


def variables_of(path: Path) -> dict[str, str]:
    """What an environment file sets, as systemd and compose read it."""
    lines = path.read_text().splitlines()
    pairs = (line.partition("=") for line in lines if line and line[0] != "#")
    return {name: value for name, _, value in pairs}


def variables_read() -> set[str]:
    """Every variable that the settings ask for."""
    text = (ROOT / "config" / "settings.py").read_text()
    asked = re.findall(r'(?:env\.\w+|os\.environ\.get)\(\s*"([A-Z_]+)"', text)
    assert {"DATABASE_URL", "PROXIES", "ORIGINS"} <= {*asked}
    return {*asked}


def unit(name: str) -> dict[str, list[str]]:
    """The lines of a systemd unit by their key."""
    text = (DEPLOY / "systemd" / name).read_text().replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        key, is_pair, value = line.partition("=")
        if is_pair and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found
