"""Real browsers against a real server: Chromium, the demo clinic, the page as served.

A browser lives as long as its module, since Playwright's loop and pytest-asyncio's do
not go together. Whatever a page complains of fails the test that drove it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.reader import Reader
from tests.browser.screens import SHAPES, Screen, visit
from tests.servers import House

# A heartbeat that a test can wait for, and sends by the hundred.
LIMITS = {
    "LIMIT_PING_EVERY_SECONDS": "2",
    "LIMIT_SILENCE_SECONDS": "6",
    "LIMIT_SENDS_PER_MINUTE": "100000",
    "LIMIT_FRAMES_BURST": "100000",
}
Arrive = Callable[..., Reader]
Visit = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo clinic, made once; two processes where the run has services."""
    processes = 2 if os.environ.get("REDIS_URL") else 1
    house = House(tmp_path_factory.mktemp("shared"), processes, DEMO="1", **LIMITS)
    try:
        house.start()
        house.manage("demo")
        yield house
    finally:
        house.end()


@pytest.fixture(scope="module")
def house(shared: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo clinic as it was made; on PostgreSQL as the last module has left it."""
    if shared.postgres:
        yield shared
        return
    for web in shared.web:
        web.kill()
    house = House(tmp_path_factory.mktemp("house"), 1, DEMO="1", **LIMITS)
    try:
        house.start(like=shared.directory / "data")
        yield house
    finally:
        house.end()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def cookies() -> dict[str, Any]:
    """Signed-in states by login, so that a module signs each person in once."""
    return {}


@pytest.fixture
def readers() -> Iterator[list[Reader]]:
    """Whose browsers are open in a test; none of their pages may complain."""
    readers: list[Reader] = []
    yield readers
    problems = [problem for reader in readers for problem in reader.problems]
    for reader in readers:
        reader.context.close()
    assert problems == []


@pytest.fixture
def arrives(
    house: House, chromium: Browser, cookies: dict[str, Any], readers: list[Reader]
) -> Arrive:
    """Let a person of the demo clinic arrive at the live page, in his own browser."""

    def arrive(login: str, *, phone: bool = False, **options: Any) -> Reader:
        web = house.web[len(readers) % len(house.web)]
        address = f"http://localhost:{web.port}"
        reader = Reader.arrive(
            chromium, address, login, cookies, phone=phone, **options
        )
        readers.append(reader)
        return reader

    return arrive


@pytest.fixture
def visits(
    house: House, chromium: Browser, cookies: dict[str, Any], readers: list[Reader]
) -> Visit:
    """Let whoever sees a screen look at it, in a window of this width."""

    def look(screen: Screen, width: int, **options: Any) -> Reader:
        address = f"http://localhost:{house.web[0].port}"
        shape = SHAPES[width] | options
        readers.append(visit(chromium, address, screen, cookies, **shape))
        return readers[-1]

    return look
