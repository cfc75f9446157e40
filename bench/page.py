"""How quickly the page is there, and how it scrolls: `python -m bench.page`.

Serves Relais as `make run` does (SQLite, Daphne), with a clinic whose first
practitioner has 10,000 conversations, one of them of 20,000 messages; opens it in
Chromium. The database stays in var/bench for the next run. See docs/page.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench import facts, page_probe, report
from config.demo import PASSWORD
from local.asgi import command
from local.children import KEPT, ROOT, Child, Failed, answers, free_port

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
WINDOW: Final[Any] = {"width": 1440, "height": 900}
LOGIN: Final = "p1@large-1.example"
PRACTITIONERS: Final = 30
HOME: Final = "/messages/discussions"
PATIENCE_MS: Final = 120_000
# Two frames of a screen that draws 60 in a second.
LONG_FRAME_MS: Final = 33.4

Row = Sequence[str]


class Plan(NamedTuple):
    runs: int
    seconds: float
    messages: int
    conversations: int


class Scroll(NamedTuple):
    """A way through a long place."""

    title: str
    box: str
    item: str
    more: str
    step: int


UP: Final = Scroll(
    "thread, upwards", ".timeline", "li.message", ".timeline-older button", -400
)
DOWN: Final = Scroll("thread, back down", ".timeline", "li.message", "", 400)
ALONG: Final = Scroll(
    "list, downwards", ".list-scroll", "a.row", ".list-rest button", 400
)


def main() -> None:
    plan = _plan()
    report.say(f"{name}: {value}" for name, value in facts.here().items())
    with _served(plan) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        report.say([f"browser: Chromium {browser.version}", ""])
        visitor = Visitor(browser, address)
        report.say(_table(_loading(visitor, plan.runs)))
        report.say(["", *_table(_scrolling(visitor, plan))])
        browser.close()
    report.say(
        ["", *(f"{name}: {value}" for name, value in facts.at_the_end().items())]
    )


def _plan() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m bench.page")
    parser.add_argument("--runs", type=int, default=5, help="of each opening (5)")
    parser.add_argument(
        "--seconds", type=float, default=20, help="of each scrolling, at most (20)"
    )
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--conversations", type=int, default=10_000)
    return Plan(**vars(parser.parse_args()))


class Visitor:
    """The first practitioner, signed in once; his browsers come and go."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self.address = browser, address
        self._signed_in: Any = None
        with self.arriving() as page:
            page.goto(HOME)
            page.fill("input[name=login]", LOGIN)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(f"**{HOME}")
            self._signed_in = page.context.storage_state()
            self.thread = f"{HOME}/{longest(page.context)}"

    @contextmanager
    def arriving(self) -> Iterator[Page]:
        """A browser that knows nothing but who he is."""
        context = self._browser.new_context(
            base_url=self.address, storage_state=self._signed_in, viewport=WINDOW
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(page_probe.MARK)
        try:
            yield context.new_page()
        finally:
            context.close()


def longest(context: BrowserContext) -> str:
    """The conversation with most messages among his private ones."""
    asked = "/api/v1/conversations?kind=private&limit=100"
    rows = context.request.get(asked).json()["items"]
    most = max(rows, key=lambda row: row["last"]["seq"] if row["last"] else 0)
    return str(most["id"])


def _loading(visitor: Visitor, runs: int) -> Iterator[Row]:
    """Medians of opening the list and a thread, without and with a browser's cache."""
    yield ("ms, median", "first paint", "useful", "requests", "kB")
    for title, path, mark in (
        ("list", HOME, "list"),
        ("thread", visitor.thread, "bubbles"),
    ):
        cold, warm = [], []
        for _ in range(runs):
            with visitor.arriving() as page:
                page.goto(path)
                cold.append(page_probe.loaded(page, mark))
                page.goto("about:blank")
                page.goto(path)
                warm.append(page_probe.loaded(page, mark))
        for kind, found in (("cold", cold), ("warm", warm)):
            wanted = ("first_paint", mark, "requests", "kilobytes")
            cells = (f"{median(one[name] for one in found):.0f}" for name in wanted)
            yield (f"{title}, {kind}", *cells)


def _scrolling(visitor: Visitor, plan: Plan) -> Iterator[Row]:
    yield (
        f"scrolling {plan.seconds:g} s at most",
        *("frames", "p50 ms", "p95 ms", "longest", "long frames"),
        *("items in the page", "elements", "heap MB"),
    )
    with visitor.arriving() as page:
        page.goto(visitor.thread)
        page_probe.loaded(page, "bubbles")
        yield _scroll(page, UP, plan.seconds, plan.messages)
        yield _scroll(page, DOWN, plan.seconds, sys.maxsize)
    with visitor.arriving() as page:
        page.goto(HOME)
        page_probe.loaded(page, "list")
        yield _scroll(page, ALONG, plan.seconds, plan.conversations)


def _scroll(page: Page, way: Scroll, seconds: float, most: int) -> Row:
    frames = page_probe.scrolled(
        page, **_without_title(way), seconds=seconds, most=most
    )
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    weight = page_probe.weight(page, session)
    session.detach()
    p95 = quantiles(frames, n=20)[-1]
    return (
        way.title,
        f"{len(frames)}",
        f"{median(frames):.0f}",
        f"{p95:.0f}",
        f"{max(frames):.0f}",
        f"{sum(frame > LONG_FRAME_MS for frame in frames)}",
        f"{page.locator(way.item).count():,}",
        f"{weight['elements']:,.0f}",
        f"{weight['heap_mb']:.0f}",
    )


def _without_title(way: Scroll) -> dict[str, Any]:
    return {name: value for name, value in way._asdict().items() if name != "title"}


def _table(rows: Iterable[Row]) -> Iterator[str]:
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'--:|' * (len(head) - 1)}"
    for row in body:
        yield f"| {' | '.join(row)} |"


@contextmanager
def _served(plan: Plan) -> Iterator[str]:
    """Relais on a free port, on the database of this plan."""
    name = f"page-{plan.conversations}-{plan.messages}"
    home = ROOT / "var" / "bench" / name
    port = free_port()
    env = {kept: os.environ[kept] for kept in KEPT if kept in os.environ}
    env |= {"DATA_DIR": str(home / "data"), "SECRET_KEY": "b" * 50, "DEMO": "1"}
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PORT": str(port)}
    _fill(home, env, plan)
    server = Child(
        "relais",
        command("daphne", port),
        home / "relais.log",
        is_ready=lambda: answers(port, "/readyz"),
        env=env,
    )
    server.start(wait=True)
    try:
        yield f"http://localhost:{port}"
    finally:
        server.stop()


def _fill(home: Path, env: dict[str, str], plan: Plan) -> None:
    """Half of a large clinic's conversations are groups, and he is in all of them."""
    filled = home / "filled"
    if not filled.exists():
        shutil.rmtree(home, ignore_errors=True)
        (home / "data").mkdir(parents=True)
    _manage(env, "prepare")
    if filled.exists():
        return
    report.say([f"Filling {home} …"])
    pairs = PRACTITIONERS * ((PRACTITIONERS - 1) // 2)
    conversations = plan.conversations + min(pairs, plan.conversations)
    _manage(
        env,
        *("demo", f"--size={PRACTITIONERS}", f"--conversations={conversations}"),
        *(f"--entries={2 * conversations}", f"--longest={plan.messages}"),
    )
    filled.touch()


def _manage(env: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed(f"{arguments}:\n{done.stderr[-3000:]}")


if __name__ == "__main__":
    main()
