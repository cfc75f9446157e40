"""Twenty thousand messages: few are drawn, and the eye stays where it is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Arrive
from tests.browser.reader import Reader
from tests.servers import House

pytestmark = pytest.mark.page

N = 20_000
TITLE = "Équipe 0"
FIRST, SECOND = "p1@large-1.example", "p2@large-1.example"
DRAWN_AT_MOST = 200
# The message under the upper edge, and how far from it: {id, top}.
EYE = """() => {
  const box = document.querySelector('.timeline').getBoundingClientRect();
  const rows = [...document.querySelectorAll('li.message')];
  const row = rows.find((one) => one.getBoundingClientRect().bottom > box.top);
  return {id: row.id, top: Math.round(row.getBoundingClientRect().top - box.top)};
}"""
SEQS = (
    "() => [...document.querySelectorAll('li.message')].map((row) => +row.id.slice(1))"
)
UP = "(by) => { document.querySelector('.timeline').scrollTop -= by; }"
TO_TOP = "() => { document.querySelector('.timeline').scrollTop = 0; }"
# So near that older ones are read; the page has drawn itself when this returns.
NEAR_TOP = """() => new Promise((resolve) => {
  document.querySelector('.timeline').scrollTop = 500;
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})"""
GROWN = "(was) => document.querySelector('.blocks').offsetHeight > was + 2000"
GROWN_OR_WHOLE = f"{GROWN} || !document.querySelector('.timeline-older')"
HAS_OLDER = "() => document.querySelector('.timeline-older') !== null"


@pytest.fixture(scope="module", autouse=True)
def large(house: House) -> None:
    house.manage("demo", "--size=3", "--conversations=1", f"--entries={N}")


@pytest.fixture
def reader(arrives: Arrive) -> Reader:
    reader = arrives(FIRST)
    reader.open(TITLE)
    expect(reader.page.locator("li.message").first).to_be_visible()
    return reader


def seqs(reader: Reader) -> list[int]:
    found: list[int] = reader.page.evaluate(SEQS)
    return found


def is_where_it_was(page: Page, before: dict[str, Any]) -> None:
    """The same message, to the pixel that a browser rounds to."""
    now = page.evaluate(EYE)
    assert now["id"] == before["id"]
    assert abs(now["top"] - before["top"]) <= 1


def test_the_whole_of_it_is_walked_through(reader: Reader):
    page = reader.page
    while page.evaluate(HAS_OLDER):
        height = page.evaluate("document.querySelector('.blocks').offsetHeight")
        page.evaluate(TO_TOP)
        page.wait_for_function(GROWN_OR_WHOLE, arg=height)
        assert len(seqs(reader)) < DRAWN_AT_MOST
    page.evaluate(TO_TOP)
    expect(page.locator("#m2")).to_be_in_viewport()
    shown = seqs(reader)
    assert shown == list(range(2, 2 + len(shown)))
    page.get_by_role("button", name="Aller au plus récent").click()
    expect(page.locator(f"#m{N}")).to_be_in_viewport()
    assert len(seqs(reader)) < DRAWN_AT_MOST


def test_older_pages_move_nothing_that_is_in_view(reader: Reader):
    page = reader.page
    for _ in range(10):
        height = page.evaluate("document.querySelector('.blocks').offsetHeight")
        page.evaluate(NEAR_TOP)
        before = page.evaluate(EYE)
        page.wait_for_function(GROWN, arg=height)
        is_where_it_was(page, before)


def test_what_is_written_is_seen_at_the_end_and_counted_elsewhere(
    reader: Reader, arrives: Arrive
):
    other = arrives(SECOND)
    other.open(TITLE)
    other.write("Au bout du fil")
    expect(reader.bubble("Au bout du fil")).to_be_in_viewport()
    reader.badge(TITLE, 0)
    reader.page.evaluate(UP, 3_000)
    jump = reader.page.get_by_role("button", name="Aller au plus récent")
    expect(jump).to_be_visible()
    before = reader.page.evaluate(EYE)
    other.write("Plus loin")
    expect(jump).to_contain_text("(1)")
    is_where_it_was(reader.page, before)
    jump.click()
    expect(reader.bubble("Plus loin")).to_be_in_viewport()
    reader.page.evaluate(UP, 3_000)
    reader.write("Ma réponse")
    expect(reader.bubble("Ma réponse")).to_be_in_viewport()
