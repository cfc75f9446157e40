"""Photos go out, are seen at once, and no longer than they may be."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import asking
from tests.browser.albums import (
    Line,
    choose,
    heavy,
    is_half_way,
    is_ready,
    look_at,
    picture,
    send,
    shows,
    tiles,
    tray,
    viewer,
)
from tests.browser.conftest import Arrive
from tests.browser.test_unsent import KEPT, expect_nothing, leave, talk

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
SOPHIE, JEANNE = "sophie.moreau@tilleuls.example", "jeanne.dubois@patients.example"


def test_photos_are_seen_at_once_on_the_other_side(arrives: Arrive, tmp_path: Path):
    claire, karim = talk(arrives, "Album")
    choose(claire, *(picture(tmp_path, f"{n}.jpg") for n in range(6)))
    first = tray(claire).first
    first.get_by_label("Description (facultatif)").fill("Plaque rouge")
    first.get_by_label("Localisation").select_option("left_forearm")
    send(claire)
    for reader in (claire, karim):
        shows(reader, 4)
        expect(tiles(reader).last).to_contain_text("+2")
        expect(tiles(reader).first.get_by_role("img")).to_have_attribute(
            "alt", "Plaque rouge"
        )
    expect(karim.row("Album")).to_contain_text("6 photos")
    look_at(karim)
    expect(viewer(karim)).to_contain_text("Plaque rouge")
    expect(viewer(karim)).to_contain_text("Avant-bras gauche")
    expect(viewer(karim)).to_contain_text("Photo 1 sur 6")


def test_a_phone_sends_from_its_library_and_its_camera(arrives: Arrive, tmp_path: Path):
    claire = arrives(CLAIRE, phone=True)
    claire.writes_to("Mme Julie Perrin")
    page = claire.page
    for way in ("Photothèque", "Appareil photo"):
        page.get_by_role("button", name="Ajouter", exact=True).tap()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("menuitem", name=way).tap()
        chooser.value.set_files(picture(tmp_path))
    is_ready(claire, 2)
    camera = page.locator(".photo-camera")
    expect(camera).to_have_attribute("capture", "environment")
    page.get_by_role("button", name="Envoyer").tap()
    shows(claire, 2)
    tiles(claire).first.tap()
    expect(viewer(claire)).to_contain_text("Photo sans description")
    viewer(claire).get_by_role("button", name="Agrandir la photo").tap()
    expect(viewer(claire).locator(".viewer-zoom")).to_have_text(re.compile("125"))


def test_a_cut_in_the_middle_of_an_upload_costs_nothing(
    arrives: Arrive, tmp_path: Path
):
    claire, karim = talk(arrives, "Coupure")
    line = Line(claire)
    choose(claire, heavy(tmp_path), ready=False)
    is_half_way(claire)
    line.cut()
    expect(tray(claire)).to_contain_text("Envoi interrompu")
    send(claire, "Malgré la coupure")
    claire.write("Et ceci après")
    line.mend()
    shows(karim, 1)
    karim.sees("Et ceci après")
    texts = [
        one for one in karim.texts() if one in ("Malgré la coupure", "Et ceci après")
    ]
    assert texts == ["Malgré la coupure", "Et ceci après"]
    claire.sees("Malgré la coupure")


def test_a_reload_in_the_middle_goes_on_and_sends_once(arrives: Arrive, tmp_path: Path):
    claire, karim = talk(arrives, "Rechargée")
    Line(claire)
    choose(claire, heavy(tmp_path), ready=False)
    is_half_way(claire)
    claire.page.reload()
    claire.is_live()
    is_ready(claire, 1)
    # And once more, with its message written.
    Line(claire)
    choose(claire, heavy(tmp_path, "second.jpg"), ready=False)
    claire.page.wait_for_timeout(700)
    send(claire, "Deux fois rechargée")
    claire.page.wait_for_function(f"async () => (await ({KEPT})()).messages.length > 0")
    claire.page.reload()
    claire.is_live()
    for reader in (karim, claire):
        reader.sees("Deux fois rechargée")
        shows(reader, 2)
    claire.page.wait_for_function(f"async () => (await ({KEPT})()).files.length === 0")


def test_two_tabs_do_not_upload_twice(arrives: Arrive, tmp_path: Path):
    claire, karim = talk(arrives, "Onglets")
    tab = claire.second_tab()
    tab.open("Onglets")
    begun: list[str] = []
    claire.context.on(
        "request",
        lambda one: (
            begun.append(one.url) if one.url.endswith("/photos/uploads") else None
        ),
    )
    Line(claire)
    choose(claire, heavy(tmp_path), ready=False)
    is_half_way(claire)
    send(claire, "Depuis un onglet")
    for reader in (claire, tab, karim):
        reader.sees("Depuis un onglet")
        shows(reader, 1)
    assert len(begun) == 1


def test_a_tab_that_is_closed_leaves_its_photos_to_the_other(
    arrives: Arrive, tmp_path: Path
):
    claire, karim = talk(arrives, "Fermée")
    tab = claire.second_tab()
    tab.open("Fermée")
    Line(claire)
    choose(claire, heavy(tmp_path), ready=False)
    is_half_way(claire)
    send(claire, "Onglet fermé")
    expect(tab.page.locator(".message-pending")).to_have_count(1)
    claire.page.close()
    for reader in (tab, karim):
        reader.sees("Onglet fermé")
        shows(reader, 1)


def test_pasted_and_dropped(arrives: Arrive, tmp_path: Path):
    claire, _ = talk(arrives, "Collée")
    content = list(picture(tmp_path).read_bytes())
    make = """(content) => {
      const files = new DataTransfer();
      const bytes = new Uint8Array(content);
      files.items.add(new File([bytes], 'a.jpg', {type: 'image/jpeg'}));
      return files;
    }"""
    files = claire.page.evaluate_handle(make, content)
    box = claire.page.get_by_label("Message", exact=True)
    box.evaluate(
        "(it, clipboardData) => it.dispatchEvent(new ClipboardEvent('paste',"
        " {clipboardData, bubbles: true, cancelable: true}))",
        files,
    )
    is_ready(claire, 1)
    timeline = claire.page.locator(".timeline")
    timeline.dispatch_event("dragover", {"dataTransfer": files})
    expect(claire.page.get_by_text("Déposer les photos ici")).to_be_visible()
    timeline.dispatch_event("drop", {"dataTransfer": files})
    is_ready(claire, 2)
    expect(claire.page.get_by_text("Déposer les photos ici")).to_have_count(0)
    with claire.page.expect_file_chooser():
        box.press("Control+u")


def test_what_is_no_photo_says_so_and_costs_no_text(arrives: Arrive, tmp_path: Path):
    claire, _ = talk(arrives, "Refusée")
    box = claire.page.get_by_label("Message", exact=True)
    box.fill("Mon texte")
    wrong, broken, large = (tmp_path / name for name in ("a.pdf", "b.jpg", "c.jpg"))
    wrong.write_bytes(b"%PDF-1.7 ")
    broken.write_bytes(picture(tmp_path).read_bytes()[:30])
    large.write_bytes(picture(tmp_path).read_bytes() + b"\0" * 15 * 1024 * 1024)
    choose(claire, wrong, broken, large, ready=False)
    for words in ("Format non pris en charge", "Image illisible", "Photo trop lourde"):
        expect(tray(claire).filter(has_text=words)).to_have_count(1)
    expect(claire.page.get_by_role("button", name="Envoyer")).to_have_attribute(
        "aria-disabled", "true"
    )
    for _ in range(3):
        claire.page.get_by_role("button", name="Retirer la photo 1").click()
    expect(tray(claire)).to_have_count(0)
    expect(box).to_have_value("Mon texte")
    box.press("Control+Enter")
    claire.sees("Mon texte")


def test_signing_out_leaves_no_photo(arrives: Arrive, tmp_path: Path):
    sophie = arrives(SOPHIE, fresh=True)
    sophie.expects_cuts = True
    sophie.writes_to("M. Luc Girard")
    Line(sophie)
    choose(sophie, heavy(tmp_path), ready=False)
    is_half_way(sophie)
    kept = sophie.page.evaluate(KEPT)
    assert (len(kept["photos"]), len(kept["files"])) == (1, 1)
    assert not any("heavy" in one or "JFIF" in one for one in chain(*kept.values()))
    leave(sophie.page)
    expect_nothing(sophie.page)


def test_a_patient_asks_with_two_photos(arrives: Arrive, tmp_path: Path):
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    photos = [picture(tmp_path, f"{n}.jpg") for n in range(2)]
    asking.ask(jeanne, "Tache avec photos", "Que faire ?", photos=photos)
    shows(jeanne, 2)
    asking.read(claire, "Tache avec photos")
    expect(asking.waiting(claire, "Tache avec photos")).to_contain_text("2")
    shows(claire, 2)
