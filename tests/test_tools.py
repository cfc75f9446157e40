"""The tools behind `make`, as far as a test can see them without a new machine."""

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["base", "dev"]
# The developers' lock names extras (tools/lock.py); their packages it pins apart.
PINNED = r"^([^\s\[=]+)(?:\[\S+\])?==(\S+) "


def tool(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(name: str):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    pinned = re.findall(r"^(\S+) \\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pinned) > 40
    assert all("==" in requirement for requirement in pinned)
    assert len(pinned) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)


def test_what_the_server_needs_the_developers_have_too():
    base, dev = (
        dict(re.findall(PINNED, path.read_text(), re.MULTILINE))
        for path in (ROOT / "requirements" / f"{name}.txt" for name in LOCKS)
    )
    assert base.items() <= dev.items()


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch) -> Any:
    """The keeper of an environment in a folder of its own, which installs nothing."""
    keeper = tool("venv_keeper")
    monkeypatch.setattr(keeper, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(keeper, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    keeper.installed = []
    monkeypatch.setattr(keeper, "_install", keeper.installed.append)
    monkeypatch.setattr(keeper, "_make", lambda: made(keeper.PYTHON))
    return keeper


def made(python: Path) -> None:
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()


def test_it_installs_when_the_lock_changed_and_only_then(keeper, monkeypatch):
    keeper.ensure("base")
    keeper.ensure("base")
    assert keeper.installed == ["base"]
    keeper.ensure("dev")
    keeper.ensure("base")
    assert keeper.installed == ["base", "dev"]
    monkeypatch.setattr(keeper, "_digest", lambda lock: f"{lock}:changed")
    keeper.ensure("base")
    assert keeper.installed == ["base", "dev", "base"]


def test_a_missing_venv_module_is_explained(tmp_path: Path, monkeypatch):
    keeper = tool("venv_keeper")
    monkeypatch.setattr(keeper, "PYTHON", tmp_path / "none")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="apt install python3-venv"):
        keeper._make()


def test_an_old_python_is_refused_with_a_word(keeper, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11"):
        keeper.ensure("base")
