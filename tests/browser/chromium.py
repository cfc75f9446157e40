"""The browser of the tests, of the pictures and of the measurements."""

from __future__ import annotations

from tests.house import CHROMIUM

__all__ = ["CHROMIUM", "FLAGS"]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
FLAGS += ["--disable-sync"]
