"""The main journey by the keyboard alone: no mouse, no trap, the focus always in sight.

Sign in, find a conversation, read, write; ask a question as a patient; take it as an
expert, answer, close (N20, 3.2.12, 3.8).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive, Visit
from tests.browser.hands import Hands
from tests.browser.reader import PASSWORD, Reader
from tests.browser.screens import CLAIRE, JEANNE, LONG, named

pytestmark = pytest.mark.page

SHAPES = {"desktop": 1440, "phone": 390}
OUTSIDE = "document.activeElement !== document.body"
OUTSIDE += " && document.activeElement.closest('dialog') === null"
TITLE, GROUP = "Question posée au clavier", "Dermatologie"


def sign_in(reader: Reader, login: str) -> Hands:
    """From the page where everybody begins to the list."""
    hands, page = Hands(reader.page), reader.page
    hands.tab_to(page.locator("input[name=login]"))
    hands.type(login)
    hands.tab_to(page.locator("input[name=password]"))
    hands.type(PASSWORD)
    hands.tab_to(page.get_by_role("button", name="Se connecter"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/messages/discussions")
    reader.is_live()
    return hands


def first_stop(hands: Hands) -> None:
    """The one stop of the list, from where arrows go on."""
    hands.tab_to(
        hands.page.locator("[data-stop][tabindex='0'], button[data-stop]").first
    )


@pytest.mark.parametrize("width", SHAPES.values(), ids=SHAPES)
def test_a_practitioner_signs_in_finds_reads_and_writes(visits: Visit, width: int):
    [door] = named("sign-in")
    reader = visits(door, width)
    hands, page = sign_in(reader, CLAIRE), reader.page
    first_stop(hands)
    row = reader.row(LONG)
    hands.arrow_to(row)
    hands.press("Enter")
    expect(page.locator("#thread-title")).to_have_text(LONG)
    expect(page.locator("#thread-title")).to_be_focused()
    box = page.get_by_label("Message", exact=True)
    hands.tab_to(box)
    hands.type(f"Tapé sans souris, {width}")
    hands.press("Control+Enter")
    reader.sees(f"Tapé sans souris, {width}")
    expect(box).to_be_focused()

    hands.tab_to(page.get_by_role("button", name="Options"), back=True)
    hands.press("Enter")
    menu = page.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    hands.arrow_to(menu.get_by_role("menuitem", name="Désactiver les notifications"))
    hands.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(12):
        hands.press("Tab")
        # Out of the dialog Tab leads to the browser's own bar, never to the page.
        assert page.evaluate(OUTSIDE) is False
    hands.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Options")).to_be_focused()


def test_a_question_is_asked_taken_answered_and_closed(arrives: Arrive):
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    asks(Hands(jeanne.page))
    expect(jeanne.page.locator("#thread-title")).to_have_text(TITLE)

    hands, page = Hands(claire.page), claire.page
    group = page.locator("button.group-row", has_text=GROUP)
    hands.tab_to(group)
    if group.get_attribute("aria-expanded") == "false":
        hands.press("Enter")
    hands.arrow_to(page.locator(".queue-row", has_text=TITLE))
    hands.press("Enter")
    answer = page.get_by_role("button", name="Répondre", exact=True)
    hands.tab_to(answer)
    hands.press("Enter")
    box = page.get_by_label("Message", exact=True)
    expect(box).to_be_focused()
    hands.type("Je vous réponds au clavier.")
    hands.press("Control+Enter")
    jeanne.sees("Je vous réponds au clavier.")

    hands.tab_to(page.get_by_role("button", name="Options"), back=True)
    hands.press("Enter")
    hands.arrow_to(page.get_by_role("menuitem", name="Clôturer l’échange"))
    hands.press("Enter")
    dialog = page.get_by_role("dialog")
    hands.tab_to(dialog.get_by_role("button", name="Clôturer", exact=False).last)
    hands.press("Enter")
    for reader in (claire, jeanne):
        expect(reader.page.get_by_text("Échange clôturé le")).to_be_visible()


def asks(hands: Hands) -> None:
    page = hands.page
    on = page.get_by_role("button", name="Continuer")
    hands.tab_to(page.get_by_role("button", name="Poser une question"))
    hands.press("Enter")
    group = page.get_by_label("Peau (dermatologie)")
    expect(group).to_be_visible()
    hands.tab_to(page.locator("input[type=radio]").first)
    hands.arrow_to(group)
    if not group.is_checked():
        hands.press("Space")
    hands.tab_to(on)
    hands.press("Enter")
    hands.tab_to(page.get_by_label("Objet"))
    hands.type(TITLE)
    hands.tab_to(page.get_by_label("Message", exact=True))
    hands.type("Sans souris, du début à la fin.")
    hands.tab_to(on)
    hands.press("Enter")
    # No photos.
    hands.tab_to(on)
    hands.press("Enter")
    hands.tab_to(page.get_by_label("J’ai compris"))
    hands.press("Space")
    hands.tab_to(page.get_by_role("button", name="Envoyer ma question"))
    hands.press("Enter")
    hands.tab_to(page.get_by_role("button", name="Suivre ma question"))
    hands.press("Enter")


@pytest.mark.parametrize(
    "name", ["list", "group", "question-mine", "patient-ask", "experts"]
)
def test_tab_goes_through_a_screen_and_out_of_it(visits: Visit, name: str):
    [screen] = named(name)
    hands = Hands(visits(screen, 1440).page)
    assert len(hands.goes_round()) > 3
