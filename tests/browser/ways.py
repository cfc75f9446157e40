"""Ways through the page, whoever walks: from where a person arrives to a screen.

What is pressed is named in French and found in the language of the page.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from config.demo.drawing import photo
from tests.browser.words import either

Way = Callable[[Page], None]


def here(page: Page) -> None:
    """Where he arrives."""


def at(path: str) -> Way:
    return lambda page: void(page.goto(path))


def thread(title: str) -> Way:
    def go(page: Page) -> None:
        named = page.locator(".row-title, .mine-card-title", has_text=title)
        page.locator("a.row, a.mine-card", has=named).first.click()
        expect(page.locator("#thread-title")).to_have_text(title)

    return go


def waiting(title: str, group: str = "Dermatologie") -> Way:
    """A question that nobody has taken. To read it takes nothing."""

    def go(page: Page) -> None:
        unfold(group)(page)
        page.locator(".queue-row", has_text=title).click()
        expect(page.locator("#thread-title")).to_have_text(title)

    return go


def unfold(group: str) -> Way:
    def go(page: Page) -> None:
        row = page.locator("button.group-row", has_text=group)
        if row.get_attribute("aria-expanded") == "false":
            row.click()
        expect(row).to_have_attribute("aria-expanded", "true")

    return go


def button(words: str) -> Way:
    return lambda page: page.get_by_role("button", name=either(words)).first.click()


def item(words: str) -> Way:
    return lambda page: page.get_by_role("menuitem", name=either(words)).click()


def dialog(page: Page) -> None:
    """Wait until one is there."""
    expect(page.get_by_role("dialog")).to_be_visible()


def look_for(words: str) -> Way:
    return lambda page: page.locator(".list [type=search]").fill(words)


def more(words: str = "") -> Way:
    """What else can be done with the list: the menu, or one of its items."""

    def go(page: Page) -> None:
        page.locator(".list").get_by_role("button", name=either("Plus")).click()
        if words:
            item(words)(page)

    return go


def profile(words: str = "") -> Way:
    """Of the person: his menu, or one of its items. On a phone it is in the drawer."""

    def go(page: Page) -> None:
        wide = page.locator(".sidebar-end [aria-haspopup=menu]")
        (wide.or_(page.locator(".bottom-item[aria-haspopup=dialog]"))).click()
        if not words:
            return
        if wide.count():
            item(words)(page)
        else:
            drawer = page.locator(".drawer")
            drawer.get_by_role("button", name=either(words)).click()

    return go


def message_menu(page: Page) -> None:
    last = page.locator("li.message").last
    last.hover()
    last.locator(".bubble-more").click()


def row_menu(page: Page) -> None:
    page.locator("a.row").first.click(button="right")
    expect(page.get_by_role("menu")).to_be_visible()


def keys(combination: str) -> Way:
    return lambda page: page.keyboard.press(combination)


def experts(page: Page) -> None:
    """The administrators' table."""
    page.goto("/messages/experts")
    expect(page.locator("#experts-title")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()


def experts_of(name: str, tab: str = "") -> Way:
    def go(page: Page) -> None:
        experts(page)
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("tab").first).to_be_visible()
        if tab:
            page.get_by_role("tab", name=either(tab)).click()

    return go


def gear(page: Page) -> None:
    experts(page)
    page.locator(".experts-gear button").first.click()


def chosen(page: Page) -> None:
    """The second step of a question: what it is."""
    page.locator(".ask-form input[type=radio]:enabled").first.check()
    page.locator(".ask-send").click()
    expect(page.locator("[name=title]")).to_be_visible()


def written(page: Page) -> None:
    """Its last step: to look at it and send it."""
    asking_photos(page)
    page.locator(".ask-send").click()
    expect(page.locator(".ask-summary-list")).to_be_visible()


def with_photo(page: Page) -> None:
    """A photo is chosen, and the server has it."""
    page.locator(".photo-input").set_input_files(
        {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo("back")}
    )
    expect(page.locator(".tray-ready")).to_have_count(1)


def editing(page: Page) -> None:
    """An area of it is hidden."""
    with_photo(page)
    page.get_by_role("button", name=either("Masquer une zone")).click()
    page.locator(".editor-add").click()
    expect(page.locator(".editor-mark")).to_have_count(1)


def looking(page: Page) -> None:
    """A photo of the thread, as large as the screen."""
    page.locator("button.photo-tile").last.click()
    expect(page.locator(".viewer-image")).to_have_js_property("complete", value=True)


def asking_photos(page: Page) -> None:
    """The third step of a question: photos."""
    chosen(page)
    page.locator("[name=title]").fill("Tache au genou")
    page.locator("[name=text]").fill("Elle est là depuis le début du mois.")
    page.locator(".ask-send").click()
    with_photo(page)


def refused(page: Page) -> None:
    """A form that says what is missing."""
    page.locator(".ask-send").click()
    expect(page.locator(".errorlist").first).to_be_visible()


def steps(*ways: Way) -> Way:
    def go(page: Page) -> None:
        for way in ways:
            way(page)

    return go


def void(_: object) -> None:
    """A way answers nothing."""
