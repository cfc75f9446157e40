"""What every run of the tests does first, and says last: what was left out, and why."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from cluster import machine

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
SERVICES = "PostgreSQL and Redis (make test-services)"
NGINX = "nginx (apt install nginx)"
BROWSER = f"Chromium at {CHROMIUM} (apt install chromium)"
LEFT_OUT = "left out, needs "
# Begun first, so that no worker is left alone with them at the end.
LONG = (
    "tests/groups/test_question_machine",
    "tests/groups/test_question_readers",
    "tests/browser/",
    "tests/chaos/",
    "tests/races/",
    "tests/deploy/",
    "tests/photos/",
    "tests/config/test_drill",
    "tests/config/test_preparing",
)

# Reason → number of tests, counted where the summary is written.
seen: Counter[str] = Counter()


def is_strict() -> bool:
    """Under `make test-services` an absence is a failure."""
    return os.environ.get("RELAIS_LEAVE_NOTHING_OUT") == "1"


def missing(item: pytest.Item) -> str:
    """Return what the test needs and this run has not, or ""."""
    on_services = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")
    if item.get_closest_marker("services") and not on_services:
        return SERVICES
    if item.get_closest_marker("nginx") and not machine.nginx():
        return NGINX
    if item.get_closest_marker("browser") and not CHROMIUM.exists():
        return BROWSER
    return ""


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        from config import catalogues

        catalogues.compile_changed()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    for item in [] if is_strict() else items:
        if reason := missing(item):
            item.add_marker(pytest.mark.skip(reason=f"{LEFT_OUT}{reason}"))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and isinstance(report.longrepr, tuple | list):
        _, _, reason = str(report.longrepr[2]).partition(LEFT_OUT)
        seen.update([reason] if reason else [])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason, number in seen.items():
        line = f"LEFT OUT: {number} tests, which need {reason}"
        terminalreporter.write_line(line, yellow=True, bold=True)
