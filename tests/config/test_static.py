"""How the files of a page are collected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from config.static import ESBUILD, bundled

IMPORT = re.compile(r"""(^|[;}\s])(import|from)\s*["'{*]|@import""", re.MULTILINE)


@pytest.mark.skipif(
    not (settings.BASE_DIR / ESBUILD).exists(), reason="left out, needs npm ci"
)
def test_what_a_page_names_asks_for_nothing_more(tmp_path: Path):
    made = bundled(tmp_path)
    assert {"js/app.js", "js/pages/offline.js", "css/live.css"} <= set(made)
    for storage, name in made.values():
        with storage.open(name) as file:
            assert IMPORT.findall(file.read().decode()) == [], name


def test_without_it_modules_stay_as_they_are_written():
    """And so do style sheets: the source is what a browser reads."""
    source = settings.BASE_DIR / "static"
    for name in ("js/app.js", "css/live.css"):
        assert IMPORT.search((source / name).read_text())
