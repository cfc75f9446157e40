"""The helper that starts decoders: what becomes of them, and of itself."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from photos import starting


def test_a_helper_that_ended_is_replaced(tmp_path: Path) -> None:
    starter = starting.Starter()
    run = partial(starter.run, ["echo", "here"], tmp_path, seconds=5, is_idle=False)
    assert run() == "here\n"
    helper = starter._helper
    assert helper
    helper.kill()
    helper.wait()
    assert run() == "here\n"
    assert starter._helper is not helper
    starter.close()


def test_a_helper_that_stands_still_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(starting, "GRACE_SECONDS", 0.2)
    starter = starting.Starter()
    run = partial(starter.run, ["true"], tmp_path, seconds=0.1, is_idle=False)
    assert run() == ""
    helper = starter._helper
    assert helper
    os.kill(helper.pid, signal.SIGSTOP)
    assert run() == ""
    assert helper.returncode == -signal.SIGKILL
    starter.close()
    starter.close()


def test_without_a_helper_nothing_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "starter.py"
    path.write_text("")
    monkeypatch.setattr(starting, "STARTER", path)
    starter = starting.Starter()
    assert starter.run(["true"], tmp_path, seconds=1, is_idle=False) is None


def test_what_cannot_begin_has_failed(tmp_path: Path) -> None:
    starter = starting.Starter()
    run = partial(starter.run, seconds=5, is_idle=False)
    assert run(["/nowhere"], tmp_path) is None
    assert run(["true"], tmp_path / "nowhere") is None
    assert run(["echo", "x" * 10_000], tmp_path) == "x" * 1_000
    starter.close()
