"""The published schema is that of the models, and its changes are told."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "protocol.schema.json").read_text())
APPS = ("accounts", "chat", "config", "groups", "lib", "photos", "push", "realtime")
UUID = "7f1d1c2e-0f43-4d8e-9a57-0d3c9d6c1b11"
SEND = {"conversation": UUID, "client_id": UUID, "text": "Bonjour"}


def test_it_is_up_to_date_and_told() -> None:
    check = [sys.executable, "tools/schema.py", "check"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_change_that_is_not_told_is_refused(tmp_path: Path) -> None:
    for name in (*APPS, "tools"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "protocol.schema.json").write_text("{}")
    told = (ROOT / "CHANGELOG.md").read_text()
    (tmp_path / "CHANGELOG.md").write_text(
        re.sub(r"^- `\w{12}`", "-", told, flags=re.MULTILINE)
    )
    code = "import pathlib, runpy, sys; sys.argv = ['schema.py', 'check'];"
    code += "pathlib.Path.resolve = lambda path: path.absolute();"
    code += "runpy.run_path('tools/schema.py', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "is out of date" in done.stderr
    assert "tell it in CHANGELOG.md" in done.stderr


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "message.send", "ref": "1", "data": SEND},
        {"type": "ping", "ref": "1"},
        {"type": "pong", "got": 3},
        {"type": "reply", "ref": None, "ok": True, "a_new_field": 1},
    ],
)
def test_it_takes(frame: Any) -> None:
    jsonschema_rs.Draft202012Validator(SCHEMA).validate(frame)


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "message.send", "ref": "1", "data": {**SEND, "a_new_field": 1}},
        {"type": "message.send", "ref": "1", "data": {**SEND, "text": ""}},
        {"type": "message.send", "data": SEND},
        {"type": "pong"},
        {"type": "gone"},
    ],
)
def test_it_refuses(frame: Any) -> None:
    assert not jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(frame)
