"""What is hidden is hidden for good: in no file, on no server."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Response, expect

from tests.browser.albums import (
    choose,
    is_ready,
    kept_at_server,
    picture,
    pixel,
    send,
    shows,
    tray,
)
from tests.browser.conftest import Arrive
from tests.browser.hands import Hands
from tests.browser.reader import Reader
from tests.browser.test_unsent import talk

pytestmark = pytest.mark.page
DARK = 40


def editor(reader: Reader) -> Locator:
    return reader.page.locator("dialog.editor")


def save(reader: Reader) -> None:
    editor(reader).get_by_role("button", name="Enregistrer").click()
    expect(editor(reader)).to_have_count(0)
    is_ready(reader, 1)


def draw(reader: Reader, x1: float, y1: float, x2: float, y2: float) -> None:
    """From one point of the picture to another, in parts of its size."""
    box = editor(reader).locator("canvas").bounding_box()
    assert box
    mouse = reader.page.mouse
    mouse.move(box["x"] + x1 * box["width"], box["y"] + y1 * box["height"])
    mouse.down()
    mouse.move(box["x"] + x2 * box["width"], box["y"] + y2 * box["height"], steps=6)
    mouse.up()


def _is_part(answer: Response) -> bool:
    return answer.request.method == "PATCH"


def test_a_hidden_area_is_black_in_what_the_server_keeps(
    arrives: Arrive, tmp_path: Path
):
    claire, karim = talk(arrives, "Masquée")
    with claire.page.expect_response(_is_part) as answer:
        choose(claire, picture(tmp_path))
    before = answer.value.json()["photo"]["id"]
    tray(claire).get_by_role("button", name="Masquer une zone").click()
    draw(claire, 0.05, 0.05, 0.4, 0.5)
    with claire.page.expect_response(
        lambda one: one.request.method == "DELETE" and before in one.url
    ):
        save(claire)
    send(claire, "Sans le visage")
    shows(karim, 1)
    kept = kept_at_server(karim)
    w, h = kept.size
    assert max(pixel(kept, w // 5, h // 4)) < DARK
    assert max(pixel(kept, w // 20 + 4, h // 20 + 4)) < DARK
    # Beside it the picture is as it was: red, and blue.
    assert pixel(kept, w // 4, h * 3 // 4)[0] > 180
    assert pixel(kept, w * 3 // 4, h // 2)[2] > 180
    # The whole one is nowhere any more.
    assert claire.page.request.get(f"/api/v1/photos/{before}?size=full").status == 404


def test_hidden_by_the_keyboard_alone(arrives: Arrive, tmp_path: Path):
    claire, karim = talk(arrives, "Clavier")
    hands = Hands(claire.page)
    choose(claire, picture(tmp_path))
    claire.page.get_by_label("Message", exact=True).focus()
    hands.tab_to(tray(claire).get_by_role("button", name="Masquer une zone"), back=True)
    hands.press("Enter")
    hands.tab_to(editor(claire).get_by_role("button", name="Ajouter une zone"))
    hands.press("Enter")
    area = editor(claire).get_by_role("button", name="Zone masquée 1", exact=True)
    expect(area).to_be_focused()
    # To the left edge, and twice as wide.
    hands.press(*["ArrowLeft"] * 40, *["Shift+ArrowRight"] * 25)
    expect(editor(claire)).to_contain_text("à 0 % de la gauche")
    hands.press("Shift+ArrowDown", "Control+z")
    hands.tab_to(editor(claire).get_by_role("button", name="Enregistrer"))
    hands.press("Enter")
    expect(editor(claire)).to_have_count(0)
    is_ready(claire, 1)
    send(claire)
    shows(karim, 1)
    kept = kept_at_server(karim)
    w, h = kept.size
    assert max(pixel(kept, 3, h // 2)) < DARK
    assert max(pixel(kept, w * 45 // 100, h // 2)) < DARK
    assert pixel(kept, w * 45 // 100, h // 4)[0] > 180


def test_arrows_texts_and_a_scale_are_drawn_into_it(arrives: Arrive, tmp_path: Path):
    claire, _ = talk(arrives, "Annotée")
    choose(claire, picture(tmp_path))
    tray(claire).get_by_role("button", name="Annoter").click()
    draw(claire, 0.2, 0.8, 0.2, 0.5)
    tools = editor(claire)
    for tool, add in (
        ("Texte", "Ajouter un texte"),
        ("Échelle", "Ajouter une échelle"),
    ):
        tools.get_by_role("button", name=tool, exact=True).click()
        tools.get_by_role("button", name=add).click()
    tools.get_by_label("Texte", exact=True).fill("Ici")
    tools.get_by_label("Longueur").fill("2 cm")
    expect(tools.locator(".editor-mark")).to_have_count(3)
    tools.get_by_role("button", name="Annuler la dernière action").click()
    save(claire)
    send(claire)
    shows(claire, 1)
    kept = kept_at_server(claire)
    w, h = kept.size
    # A white edge of the arrow stands on the red.
    column = [pixel(kept, x, h * 65 // 100) for x in range(w // 10, w * 3 // 10)]
    assert any(min(one) > 200 for one in column)


def test_escape_asks_before_anything_is_lost(arrives: Arrive, tmp_path: Path):
    claire, _ = talk(arrives, "Échap")
    choose(claire, picture(tmp_path))
    hide = tray(claire).get_by_role("button", name="Masquer une zone")
    hide.click()
    draw(claire, 0.1, 0.1, 0.5, 0.5)
    claire.page.keyboard.press("Escape")
    question = editor(claire).get_by_role("alertdialog")
    expect(question.get_by_role("button", name="Continuer")).to_be_focused()
    claire.page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(editor(claire).locator(".editor-mark")).to_have_count(1)
    claire.page.keyboard.press("Escape")
    question.get_by_role("button", name="Abandonner").click()
    expect(editor(claire)).to_have_count(0)
    expect(hide).to_be_focused()
    # Without anything drawn nothing is asked.
    hide.click()
    expect(editor(claire).locator("canvas")).to_be_visible()
    claire.page.keyboard.press("Escape")
    expect(editor(claire)).to_have_count(0)
