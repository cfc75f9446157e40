"""The screens of the product: who sees each of them, and how he gets there.

A new screen is one line of SCREENS. The gates look at every one of them in every theme
(`test_accessibility.py`, `test_reach.py`), and `make screens` takes their pictures.
None of the ways changes what the next visitor sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import Reader
from tests.browser.words import either

CLAIRE: Final = "claire.petit@tilleuls.example"
ADMIN: Final = "admin@tilleuls.example"
JEANNE: Final = "jeanne.dubois@patients.example"
PAUL: Final = "paul.caron@patients.example"
NOBODY: Final = ""

# One width of each layout.
SHAPES: Final[dict[int, dict[str, Any]]] = {
    1440: {"viewport": {"width": 1440, "height": 900}},
    900: {"viewport": {"width": 900, "height": 800}},
    390: {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
    },
    320: {
        "viewport": {"width": 320, "height": 640},
        "is_mobile": True,
        "has_touch": True,
    },
}
# As a person sets them in his system.
THEMES: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "dark-contrast": {"color_scheme": "dark", "contrast": "more"},
    "forced": {"forced_colors": "active"},
}
Way = Callable[[Page], None]
DRAWN: Final = """
() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
"""


class Screen(NamedTuple):
    name: str
    who: str
    way: Way


# -- Ways, each from the page where a person arrives ---------------------------------


def here(page: Page) -> None:
    """Where he arrives."""


def at(path: str) -> Way:
    return lambda page: void(page.goto(path))


def thread(title: str) -> Way:
    def go(page: Page) -> None:
        row = page.locator("a.row", has=page.locator(".row-title", has_text=title))
        row.click()
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
    return lambda page: page.locator("[type=search]").fill(words)


def message_menu(page: Page) -> None:
    last = page.locator("li.message").last
    last.hover()
    last.locator(".bubble-more").click()


def gear(page: Page) -> None:
    page.locator(".group-gear").first.click()
    dialog(page)


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


LONG: Final = "Plaies et cicatrisation : suivi"
options = button("Options")
new = button("Nouveau message")

SCREENS: Final = (
    Screen("sign-in", NOBODY, at("/accounts/login/")),
    Screen("forgotten-password", NOBODY, at("/accounts/password/reset/")),
    Screen("account", CLAIRE, at("/accounts/")),
    Screen("devices", CLAIRE, at("/accounts/sessions/")),
    Screen("new-password", CLAIRE, at("/accounts/password/change/")),
    Screen("list", CLAIRE, here),
    Screen("list-queue", CLAIRE, unfold("Dermatologie")),
    Screen("list-nothing-found", CLAIRE, look_for("introuvable")),
    Screen("list-new", CLAIRE, new),
    Screen("list-more", CLAIRE, button("Plus")),
    Screen("new-private", CLAIRE, steps(new, item("Nouveau message privé"), dialog)),
    Screen(
        "new-group", CLAIRE, steps(new, item("Nouveau groupe de discussion"), dialog)
    ),
    Screen("drafts", CLAIRE, steps(button("Plus"), item("Brouillons"), dialog)),
    Screen(
        "ask-colleagues",
        CLAIRE,
        steps(new, item("Poser une question à un groupe d’experts")),
    ),
    Screen("private", CLAIRE, thread("Dr Karim Benali")),
    Screen("group", CLAIRE, thread(LONG)),
    Screen("options", CLAIRE, steps(thread(LONG), options)),
    Screen("message-menu", CLAIRE, steps(thread(LONG), message_menu)),
    Screen(
        "members",
        CLAIRE,
        steps(thread(LONG), options, item("Membres du groupe"), dialog),
    ),
    Screen(
        "mute",
        CLAIRE,
        steps(thread(LONG), options, item("Désactiver les notifications"), dialog),
    ),
    Screen("question-pending", CLAIRE, waiting("Rougeur au bras depuis 3 jours")),
    Screen("question-mine", CLAIRE, thread("Traitement et soleil")),
    Screen("question-closed", CLAIRE, thread("Mains très sèches au travail")),
    Screen(
        "close",
        CLAIRE,
        steps(
            thread("Traitement et soleil"),
            options,
            item("Clôturer l’échange"),
            dialog,
        ),
    ),
    Screen("patient-list", JEANNE, here),
    Screen("patient-pending", JEANNE, thread("Rougeur au bras depuis 3 jours")),
    Screen("patient-closed", JEANNE, thread("Bouton qui a changé de couleur")),
    Screen("patient-ask", JEANNE, button("Poser une question")),
    Screen("patient-ask-refused", JEANNE, steps(button("Poser une question"), refused)),
    Screen(
        "patient-withdraw", PAUL, steps(thread("Piqûre de tique dimanche"), options)
    ),
    Screen("experts", ADMIN, here),
    Screen("experts-settings", ADMIN, gear),
    Screen("experts-change", ADMIN, steps(gear, button("Modifier le groupe"))),
    Screen("experts-add", ADMIN, steps(gear, button("Ajouter des membres"))),
    Screen("experts-pause", ADMIN, steps(gear, button("Désactiver temporairement"))),
    Screen("experts-new", ADMIN, steps(button("Groupe d’experts"), dialog)),
    Screen("not-found", CLAIRE, at("/nowhere/")),
)


def visit(
    browser: Browser,
    address: str,
    screen: Screen,
    cookies: dict[str, Any],
    **options: Any,
) -> Reader:
    """Somebody's browser on a screen, at rest."""
    still = {"reduced_motion": "reduce"} | options
    if screen.who:
        reader = Reader.arrive(browser, address, screen.who, cookies, **still)
    else:
        reader = Reader.stranger(browser, address, **still)
    reader.expects_missing = screen.name == "not-found"
    screen.way(reader.page)
    rest(reader.page)
    return reader


def rest(page: Page) -> None:
    """Wait until nothing loads, and what changed is drawn."""
    page.wait_for_load_state()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.evaluate(DRAWN)


def named(pattern: str) -> list[Screen]:
    return [screen for screen in SCREENS if re.fullmatch(pattern, screen.name)]
