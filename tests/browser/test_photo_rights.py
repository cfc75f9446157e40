"""A photo is seen as long as its message may be read, by whoever may read it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser import asking
from tests.browser.albums import choose, look_at, picture, send, shows, tiles, viewer
from tests.browser.conftest import Arrive
from tests.browser.test_unsent import talk

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"


def test_a_taken_question_takes_its_photos_with_it(arrives: Arrive, tmp_path: Path):
    jeanne, claire, karim = arrives(JEANNE), arrives(CLAIRE), arrives(KARIM)
    title = "Photo d’une course"
    asking.ask(jeanne, title, "Que faire ?", photos=[picture(tmp_path)])
    for expert in (claire, karim):
        asking.read(expert, title)
        shows(expert, 1)
    photo = tiles(claire).first.get_attribute("data-photo")
    look_at(claire)
    asking.take(karim)
    expect(viewer(claire)).to_have_count(0)
    expect(claire.page.locator(".toast")).to_contain_text("prise en charge")
    expect(tiles(claire)).to_have_count(0)
    expect(claire.page.locator("main img")).to_have_count(0)
    for size in ("thumb", "screen", "full"):
        answer = claire.page.request.get(f"/api/v1/photos/{photo}?size={size}")
        assert answer.status == 404
    shows(karim, 1)


def test_a_removed_member_sees_no_photo_any_more(arrives: Arrive, tmp_path: Path):
    claire, karim = talk(arrives, "Retirée")
    choose(claire, picture(tmp_path))
    send(claire, "Pour nous deux")
    shows(karim, 1)
    look_at(karim)
    dialog = claire.members()
    dialog.get_by_role("button", name="Retirer Dr Karim Benali").click()
    expect(viewer(karim)).to_have_count(0)
    expect(karim.page.locator(".toast")).to_contain_text("plus accès")
    expect(karim.page.locator("main img")).to_have_count(0)


def test_a_retracted_message_takes_its_photo_with_it(arrives: Arrive, tmp_path: Path):
    claire, karim = talk(arrives, "Reprise")
    choose(claire, picture(tmp_path))
    send(claire, "À ne pas garder")
    shows(karim, 1)
    look_at(karim)
    message = claire.message("À ne pas garder")
    message.hover()
    message.locator(".bubble-more").click()
    claire.page.get_by_role("menuitem", name="Retirer le message").click()
    claire.page.get_by_role("dialog").get_by_role("button", name="Retirer").click()
    expect(viewer(karim)).to_have_count(0)
    expect(karim.page.locator(".toast")).to_contain_text("Message retiré")
    expect(tiles(karim)).to_have_count(0)


def test_a_patients_consent_is_asked_for_once(arrives: Arrive, tmp_path: Path):
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    title = "Accord pour une photo"
    asking.ask(jeanne, title, "Que faire ?")
    asking.read(claire, title)
    asking.take(claire)
    choose(claire, picture(tmp_path))
    consent = claire.page.get_by_label("J’ai recueilli l’accord du patient")
    box = claire.page.get_by_label("Message", exact=True)
    box.press("Control+Enter")
    expect(claire.page.get_by_text("Cochez cette case pour envoyer")).to_be_visible()
    expect(consent).to_be_focused()
    consent.check()
    box.press("Control+Enter")
    shows(jeanne, 1)
    choose(claire, picture(tmp_path))
    expect(consent).to_have_count(0)
    box.press("Control+Enter")
    shows(jeanne, 2)


def test_the_viewer_by_keyboard(arrives: Arrive, tmp_path: Path):
    claire, _ = talk(arrives, "Visionneuse")
    choose(claire, *(picture(tmp_path, f"{n}.jpg") for n in range(3)))
    send(claire)
    shows(claire, 3)
    tiles(claire).first.focus()
    claire.page.keyboard.press("Enter")
    seen = viewer(claire)
    zoom = seen.locator(".viewer-zoom")
    for key, words in (("ArrowRight", "2 sur 3"), ("PageDown", "3 sur 3")):
        claire.page.keyboard.press(key)
        expect(seen).to_contain_text(f"Photo {words}")
    for key, shown in (("+", "125"), ("-", "100"), ("-", "80"), ("0", "100")):
        claire.page.keyboard.press(key)
        expect(zoom).to_contain_text(shown)
    seen.get_by_role("button", name="Comparer deux photos").click()
    expect(seen.locator(".viewer-pane")).to_have_count(2)
    claire.page.keyboard.press("Escape")
    expect(seen).to_have_count(0)
    expect(tiles(claire).first).to_be_focused()
