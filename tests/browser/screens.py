"""The screens of the product: who sees each of them, and how he gets there.

A new screen is one line of SCREENS. The gate looks at each of them in every theme and
width (`test_accessibility.py`), and `make screens` takes its picture. None of the ways
(`ways.py`) changes what the next visitor sees.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import Reader
from tests.browser.ways import (
    Way,
    asking_photos,
    at,
    button,
    chosen,
    dialog,
    editing,
    experts,
    experts_of,
    gear,
    here,
    item,
    keys,
    look_for,
    looking,
    message_menu,
    more,
    profile,
    refused,
    row_menu,
    steps,
    thread,
    unfold,
    waiting,
    with_photo,
    written,
)

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
DRAWN: Final = """
async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isPassing = (one) => one.effect.getComputedTiming().endTime < Infinity;
  await frame();
  const passing = document.getAnimations().filter(isPassing);
  await Promise.allSettled(passing.map((one) => one.finished));
  await frame();
}
"""


class Screen(NamedTuple):
    name: str
    who: str
    way: Way


LONG: Final = "Plaies et cicatrisation : suivi"
MINE: Final = "Traitement et soleil"
RED_ARM: Final = "Rougeur au bras depuis 3 jours"
long = thread(LONG)
options = button("Options")
new = button("Nouveau message")
ask = button("Poser une question")

SCREENS: Final = (
    Screen("sign-in", NOBODY, at("/accounts/login/")),
    Screen("forgotten-password", NOBODY, at("/accounts/password/reset/")),
    Screen("without-a-line", NOBODY, at("/offline")),
    Screen("account", CLAIRE, at("/accounts/")),
    Screen("devices", CLAIRE, at("/accounts/sessions/")),
    Screen("new-password", CLAIRE, at("/accounts/password/change/")),
    Screen("not-found", CLAIRE, at("/nowhere/")),
    # The list
    Screen("list", CLAIRE, here),
    Screen("list-queue", CLAIRE, unfold("Dermatologie")),
    Screen("list-nothing-found", CLAIRE, look_for("introuvable")),
    Screen("list-new", CLAIRE, new),
    Screen("list-more", CLAIRE, more()),
    Screen("list-filters", CLAIRE, steps(button("Filtres"), dialog)),
    Screen("list-selecting", CLAIRE, more("Sélectionner")),
    Screen("list-row-menu", CLAIRE, row_menu),
    Screen("all-groups", CLAIRE, steps(button("Tous les groupes"), dialog)),
    Screen("new-private", CLAIRE, steps(new, item("Nouveau message privé"), dialog)),
    Screen("new-group", CLAIRE, steps(new, item("Nouveau groupe de discussion"))),
    Screen("drafts", CLAIRE, at("/messages/drafts")),
    Screen("quick-replies", CLAIRE, steps(more("Réponses types"), dialog)),
    # The frame
    Screen("profile", CLAIRE, profile()),
    Screen("preferences", CLAIRE, steps(profile("Préférences"), dialog)),
    Screen("language", CLAIRE, steps(profile("Langue"), dialog)),
    Screen("shortcuts", CLAIRE, steps(profile("Raccourcis clavier"), dialog)),
    Screen("go-to", CLAIRE, steps(keys("Control+k"), dialog)),
    # A conversation
    Screen("private", CLAIRE, thread("Dr Karim Benali")),
    Screen("group", CLAIRE, long),
    Screen("options", CLAIRE, steps(long, options)),
    Screen("message-menu", CLAIRE, steps(long, message_menu)),
    Screen("photos", JEANNE, thread(RED_ARM)),
    Screen("photo-choosing", CLAIRE, steps(long, with_photo)),
    Screen("photo-editor", CLAIRE, steps(long, editing)),
    Screen("photo-viewer", CLAIRE, steps(long, looking)),
    Screen("find", CLAIRE, steps(long, button("Rechercher dans la conversation"))),
    Screen("details", CLAIRE, steps(long, button("Détails"))),
    Screen(
        "members", CLAIRE, steps(long, button("Détails"), button("Gérer le groupe"))
    ),
    Screen("mute", CLAIRE, steps(long, options, item("Désactiver les notifications"))),
    Screen("leave", CLAIRE, steps(long, options, item("Quitter le groupe"), dialog)),
    # An expert's questions
    Screen("question-pending", CLAIRE, waiting(RED_ARM)),
    Screen("question-mine", CLAIRE, thread(MINE)),
    Screen("question-closed", CLAIRE, thread("Mains très sèches au travail")),
    Screen("close", CLAIRE, steps(thread(MINE), options, item("Clôturer l’échange"))),
    Screen(
        "ask-colleagues",
        CLAIRE,
        steps(new, item("Poser une question à un groupe d’experts")),
    ),
    # A patient's
    Screen("patient-home", JEANNE, here),
    Screen("patient-pending", JEANNE, thread(RED_ARM)),
    Screen("patient-closed", JEANNE, thread("Bouton qui a changé de couleur")),
    Screen("patient-ask", JEANNE, ask),
    Screen("patient-ask-refused", JEANNE, steps(ask, refused)),
    Screen("patient-ask-text", JEANNE, steps(ask, chosen)),
    Screen("patient-ask-photos", JEANNE, steps(ask, asking_photos)),
    Screen("patient-ask-check", JEANNE, steps(ask, written)),
    Screen("patient-options", PAUL, steps(thread("Piqûre de tique dimanche"), options)),
    # An administrator's
    Screen("experts", ADMIN, experts),
    Screen("experts-menu", ADMIN, gear),
    Screen("experts-members", ADMIN, experts_of("Dermatologie")),
    Screen("experts-queue", ADMIN, experts_of("Dermatologie", "File d’attente")),
    Screen("experts-journal", ADMIN, experts_of("Dermatologie", "Journal")),
    Screen("experts-settings", ADMIN, experts_of("Dermatologie", "Paramètres")),
    Screen("experts-pause", ADMIN, steps(gear, item("Désactiver temporairement"))),
    Screen("experts-new", ADMIN, at("/messages/experts/new")),
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
