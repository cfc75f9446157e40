"""The list of conversations: fingers, many rows, what cannot be loaded."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ask, unfold, waiting
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

pytestmark = pytest.mark.page

CLAIRE, LUC = "claire.petit@tilleuls.example", "luc.girard@tilleuls.example"
KARIM = "karim.benali@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"
# To the end of what is there, until that is the row with this address.
DOWN = """(end) => {
  const box = document.querySelector('.list-scroll');
  box.scrollTop = box.scrollHeight;
  return [...document.querySelectorAll('a.row')].at(-1)?.href.endsWith(end);
}"""


def tab(reader: Reader, name: str) -> None:
    reader.page.get_by_role("tab", name=name).click()
    expect(reader.page.get_by_role("tab", name=name)).to_have_attribute(
        "aria-selected", "true"
    )


def picks(reader: Reader, words: str) -> None:
    reader.page.get_by_role("menuitem", name=words, exact=True).click()


def test_a_finger_swipes_to_read_and_to_put_away(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC, phone=True)
    claire.creates_group("Sous le doigt", "M. Luc Girard")
    claire.write("Coucou")
    luc.badge("Sous le doigt", 1)
    swipe(luc, "Sous le doigt", 120)
    luc.badge("Sous le doigt", 0)
    swipe(luc, "Sous le doigt", -140)
    luc.page.locator(".row-uncovered").get_by_role("button", name="Archiver").click()
    expect(luc.row("Sous le doigt")).to_have_count(0)
    expect(luc.page.locator("#thread-title")).to_have_count(0)


def swipe(reader: Reader, title: str, by: int) -> None:
    """With a finger, by so many pixels to the right."""
    box = reader.row(title).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = reader.context.new_cdp_session(reader.page)

    def send(kind: str, at: float | None = None) -> None:
        points = [] if at is None else [{"x": at, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", x)
    for part in range(1, 7):
        send("touchMove", x + by * part / 6)
    send("touchEnd")


def test_ten_thousand_rows_are_scrolled_and_walked(arrives: Arrive):
    """Its pages are answered here: what is proved is the list."""
    claire = arrives(CLAIRE)
    claire.page.route("**/api/v1/conversations?*", many)
    claire.page.get_by_label("Rechercher un mot du titre").fill("fiche")
    rows = claire.page.locator("a.row")
    expect(rows.first).to_contain_text("Fiche 0")
    claire.page.wait_for_function(DOWN, arg=f"{9_999:012x}", timeout=60_000)
    claire.page.locator(".list-scroll").evaluate("box => { box.scrollTop = 0 }")
    expect(rows.first).to_contain_text("Fiche 0")
    rows.first.focus()
    claire.page.keyboard.press("End")
    last = claire.page.locator("a.row:focus")
    expect(last).to_contain_text("Fiche 9999")
    expect(claire.page.locator("li.row-item", has=last)).to_have_attribute(
        "aria-posinset", "10000"
    )
    assert rows.count() < 60
    claire.page.keyboard.press("k")
    expect(claire.page.locator("a.row:focus")).to_contain_text("Fiche 9998")
    claire.page.keyboard.press("Home")
    expect(claire.page.locator("[data-stop]:focus")).to_have_count(1)
    # Far below the row that the Tab key reaches, one press opens.
    claire.expects_missing = True
    claire.page.locator(".list-scroll").evaluate("box => { box.scrollTop = 30_000 }")
    rows.filter(has_text="Fiche 415").click()
    expect(claire.page).to_have_url(re.compile(f"{415:012x}$"))


def many(route) -> None:
    """Pages of a thousand, the newest first."""
    found = re.search(r"cursor=(\d+)", route.request.url)
    start = int(found[1]) if found else 0
    upto = min(start + 1_000, 10_000)
    items = [fiche(n) for n in range(start, upto)]
    cursor = str(upto) if upto < 10_000 else None
    at = "2026-03-02T10:00:00Z"
    route.fulfill(json={"items": items, "cursor": cursor, "at": at})


def fiche(n: int) -> dict[str, object]:
    moved = datetime(2025, 1, 31, tzinfo=UTC) - timedelta(minutes=n)
    return {
        "id": f"00000000-0000-4000-8000-{n:012x}",
        "kind": "group",
        "title": f"Fiche {n}",
        "state": "open",
        "can_write": True,
        "head": 1,
        "first": 1,
        "last": None,
        "unread": 0,
        "unread_at": None,
        "read": 1,
        "received": 1,
        "archived_head": None,
        "archived": False,
        "muted_until": None,
        "draft_at": None,
        "moved_at": f"{moved:%Y-%m-%dT%H:%M:%SZ}",
        "other": None,
        "question": None,
    }


def test_a_list_that_cannot_be_loaded_says_why_and_tries_again(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.expects_cuts = True
    refused = {"error": {"code": "overdue", "message": "", "detail": {}}}
    claire.page.route(
        "**/api/v1/conversations?*",
        lambda route: route.fulfill(status=404, json=refused),
    )
    tab(claire, "Mes échanges")
    claire.problems.clear()
    expect(claire.page.get_by_text("(code overdue)")).to_be_visible()
    claire.page.unroute("**/api/v1/conversations?*")
    claire.page.get_by_role("button", name="Réessayer").click()
    expect(claire.page.get_by_text("(code overdue)")).to_have_count(0)
    tab(claire, "Tout")
    claire.problems.clear()


def test_a_group_unfolds_in_place(arrives: Arrive):
    karim, jeanne = arrives(KARIM), arrives(JEANNE)
    ask(jeanne, "Cheveux qui tombent", "Depuis un mois.")
    row = unfold(karim)
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(waiting(karim, "Cheveux qui tombent")).to_contain_text("Patient·e")
    row.focus()
    karim.page.keyboard.press("ArrowDown")
    expect(karim.page.locator(".queue-row:focus")).to_have_count(1)
