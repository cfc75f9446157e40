"""Every file that the documents name is there."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "ARCHITECTURE.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# `chat/timeline.py`, `realtime/db.py:in_db`, `tests/js/`; not `actions/<gerund>.py`.
PLACE = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.\w+)?)(?::\w+)?`")
PARTS = ("Context", "Decision", "Consequence")
# What is made here is in no checkout.
MADE = {"data", "node_modules", "staticfiles", "var"}
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} - MADE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text()
    links = (page.parent / link for link in LINK.findall(text) if "://" not in link)
    named = (place for place in PLACE.findall(text) if place.split("/")[0] in FOLDERS)
    places = chain(links, (ROOT / place for place in named))
    assert [str(place) for place in places if not place.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_chapters_that_are_linked_are_there(page: Path) -> None:
    text = page.read_text()
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in titles}
    assert {*re.findall(r"\]\(#([^)]+)\)", text)} <= anchors


def test_what_make_is_told_to_do_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {*re.findall(r"`make ([a-z-]+)", text)} <= {*targets}


def test_every_decision_is_listed_and_says_why() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = sorted(folder.glob("[0-9]*.md"))
    listed = LINK.findall((folder / "README.md").read_text())
    assert listed == [page.name for page in pages]
    for page in pages:
        text = page.read_text()
        said = [text.find(f"**{part}.**") for part in PARTS]
        assert -1 not in said, page.name
        assert said == sorted(said), page.name
        assert re.search(r"^\d{4}-\d\d-\d\d$", text, re.MULTILINE), page.name
