"""What is written: how the composer grows, counts, names whom it goes to, and helps."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.asking import ask, read, take
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

pytestmark = pytest.mark.page

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
ANNE, LUC = "anne.roy@tilleuls.example", "luc.girard@tilleuls.example"
JEANNE, ADMIN = "jeanne.dubois@patients.example", "admin@tilleuls.example"
SELECTED = "box => box.value.slice(box.selectionStart, box.selectionEnd)"


def box(reader: Reader) -> Locator:
    return reader.page.get_by_label("Message", exact=True)


def height(reader: Reader) -> float:
    """In lines."""
    return float(
        box(reader).evaluate(
            "box => { const style = getComputedStyle(box);"
            " const padding = parseFloat(style.paddingTop) * 2;"
            " return (box.clientHeight - padding) / parseFloat(style.lineHeight); }"
        )
    )


def options(reader: Reader) -> Locator:
    listbox = reader.page.get_by_role("listbox", name="Réponses types")
    return listbox.get_by_role("option")


def manage(reader: Reader) -> Locator:
    reader.page.get_by_role("button", name="Plus", exact=True).click()
    reader.page.get_by_role("menuitem", name="Réponses types").click()
    return reader.page.get_by_role("dialog")


def prepare(reader: Reader, shortcut: str, title: str, text: str, place: str = ""):
    dialog = manage(reader)
    dialog.get_by_role("button", name="Créer une réponse type").click()
    if place:
        dialog.get_by_label("Pour qui ?").select_option(label=place)
    dialog.get_by_label("Titre").fill(title)
    dialog.get_by_label("Raccourci").fill(shortcut)
    dialog.get_by_label("Texte en français").fill(text)
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.locator(".quick-card", has_text=title)).to_be_visible()
    dialog.get_by_role("button", name="Fermer").click()


def test_it_grows_with_its_text_up_to_ten_lines(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Mme Anne Roy")
    found = []
    for n in (1, 4, 10, 30):
        box(claire).fill("\n".join(["ligne"] * n))
        found.append(round(height(claire)))
    assert found == [1, 4, 10, 10]
    box(claire).fill("un mot " * 120)
    assert 2 < round(height(claire)) <= 10
    box(claire).fill("")
    box(claire).blur()


def test_it_counts_near_the_end_and_sends_no_more_than_fits(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Mme Anne Roy")
    box(claire).fill("a" * 7_499)
    expect(claire.page.get_by_text("caractères restants")).to_have_count(0)
    box(claire).fill("a" * 7_500)
    expect(claire.page.get_by_text("500 caractères restants")).to_be_visible()
    box(claire).fill("a" * 8_001)
    expect(claire.page.get_by_text("1 caractère de trop")).to_be_visible()
    box(claire).press("Control+Enter")
    expect(box(claire)).to_have_value("a" * 8_001)
    box(claire).fill("")
    box(claire).blur()


def test_enter_makes_a_line_and_ctrl_enter_sends(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Mme Anne Roy")
    box(claire).press_sequentially("Deux")
    box(claire).press("Enter")
    box(claire).press_sequentially("lignes")
    expect(box(claire)).to_have_value("Deux\nlignes")
    box(claire).press("Control+Enter")
    claire.sees("Deux\nlignes")
    expect(box(claire)).to_have_value("")


def test_to_a_patient_it_says_so_and_looks_otherwise(arrives: Arrive):
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    ground = "form => getComputedStyle(form).backgroundColor"
    claire.open("Mme Anne Roy")
    composer = claire.page.locator("form.composer")
    expect(composer.get_by_text("À :")).to_have_count(0)
    plain = composer.evaluate(ground)
    ask(jeanne, "À qui j’écris", "Bonjour docteur.")
    expect(jeanne.page.locator(".composer-to")).to_have_count(0)
    expect(jeanne.page.get_by_text("ne sont pas instantanés")).to_be_visible()
    read(claire, "À qui j’écris")
    take(claire)
    expect(composer.get_by_text("À : Mme Jeanne Dubois (patient)")).to_be_visible()
    expect(claire.page.get_by_text("ne sont pas instantanés")).to_be_visible()
    assert composer.evaluate(ground) != plain
    assert "e-mail" not in claire.page.locator("main").inner_text()
    # A patient writes at most half as much.
    box(jeanne).fill("a" * 4_001)
    expect(jeanne.page.get_by_text("1 caractère de trop")).to_be_visible()
    box(jeanne).fill("")
    assert jeanne.page.get_by_role("button", name="Réponses types").count() == 0


def test_a_slash_finds_a_quick_reply_and_fills_it_in(arrives: Arrive):
    claire = arrives(CLAIRE)
    text = "Bonjour {patient}, ici {moi}."
    prepare(claire, "zsalut", "Zélée salutation", text)
    prepare(claire, "zmerci", "Remercier", "Merci du retour.")
    claire.open("Mme Anne Roy")
    box(claire).press_sequentially("Note du 12/03. /z")
    expect(options(claire)).to_have_count(2)
    expect(options(claire).first).to_have_attribute("aria-selected", "true")
    box(claire).press("ArrowDown")
    expect(options(claire).nth(1)).to_have_attribute("aria-selected", "true")
    active = box(claire).get_attribute("aria-activedescendant")
    assert options(claire).nth(1).get_attribute("id") == active
    box(claire).press_sequentially("e")
    expect(options(claire)).to_have_count(1)
    box(claire).press("Enter")
    written = "Note du 12/03. Bonjour {patient}, ici Dr Claire Petit."
    expect(box(claire)).to_have_value(written)
    # What the page does not know is left, and selected.
    assert box(claire).evaluate(SELECTED) == "{patient}"
    expect(options(claire)).to_have_count(0)

    box(claire).fill("")
    box(claire).press_sequentially("/zm")
    box(claire).press("Escape")
    expect(options(claire)).to_have_count(0)
    expect(box(claire)).to_be_focused()
    box(claire).press_sequentially("e")
    expect(options(claire)).to_have_count(0)
    box(claire).fill("")
    box(claire).press_sequentially("/zm")
    box(claire).press("Tab")
    expect(box(claire)).to_have_value("Merci du retour.")
    box(claire).press("Control+Enter")
    claire.sees("Merci du retour.")


def test_the_button_opens_the_same_list(arrives: Arrive):
    claire = arrives(CLAIRE)
    prepare(claire, "ybouton", "Au bouton", "Bien reçu, merci.")
    claire.open("Mme Anne Roy")
    box(claire).fill("Bonjour.")
    claire.page.get_by_role("button", name="Réponses types").click()
    expect(box(claire)).to_be_focused()
    expect(options(claire).first).to_be_visible()
    box(claire).press("Escape")
    expect(box(claire)).to_have_value("Bonjour.")
    claire.page.get_by_role("button", name="Réponses types").click()
    box(claire).press_sequentially("ybou")
    options(claire).get_by_text("Au bouton").click()
    expect(box(claire)).to_have_value("Bonjour. Bien reçu, merci.")
    box(claire).fill("")
    box(claire).blur()


def test_an_organisations_replies_are_used_by_all_and_changed_by_its_administrators(
    arrives: Arrive,
):
    admin, karim = arrives(ADMIN), arrives(KARIM)
    clinic = "Maison de santé des Tilleuls"
    prepare(admin, "xclinique", "De la clinique", "La clinique vous répond.", clinic)
    dialog = manage(karim)
    card = dialog.locator(".quick-card", has_text="De la clinique")
    expect(card).to_contain_text("/xclinique")
    expect(card.get_by_role("button")).to_have_count(0)
    dialog.get_by_role("button", name="Fermer").click()
    karim.open("Dr Claire Petit")
    box(karim).press_sequentially("/xcl")
    box(karim).press("Enter")
    expect(box(karim)).to_have_value("La clinique vous répond.")
    box(karim).fill("")
    box(karim).blur()

    dialog = manage(admin)
    card = dialog.locator(".quick-card", has_text="De la clinique")
    card.get_by_role("button", name="Modifier").click()
    dialog.get_by_label("Titre").fill("De notre clinique")
    dialog.get_by_role("button", name="Enregistrer").click()
    card = dialog.locator(".quick-card", has_text="De notre clinique")
    card.get_by_role("button", name="Supprimer").click()
    expect(card).to_have_count(0)
    dialog.get_by_role("button", name="Annuler").click()
    expect(card).to_be_visible()
    card.get_by_role("button", name="Supprimer").click()
    expect(dialog.get_by_text("Réponse type supprimée.")).to_be_visible()


def test_a_shortcut_that_is_taken_is_refused_in_words(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.expects_refusals = True
    prepare(claire, "wdouble", "Une fois", "Premier texte.")
    dialog = manage(claire)
    dialog.get_by_role("button", name="Créer une réponse type").click()
    dialog.get_by_label("Titre").fill("Deux fois")
    dialog.get_by_label("Raccourci").fill("wdouble")
    dialog.get_by_label("Texte en français").fill("Second texte.")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.get_by_text("Ce raccourci est déjà utilisé.")).to_be_visible()
    expect(dialog.get_by_label("Titre")).to_have_value("Deux fois")


def test_a_draft_says_when_it_was_kept_and_waits_among_the_drafts(arrives: Arrive):
    luc = arrives(LUC)
    luc.writes_to("Mme Anne Roy")
    box(luc).fill("À relire demain")
    expect(luc.page.get_by_text("Brouillon enregistré à")).to_be_visible()
    luc.page.get_by_role("button", name="Plus", exact=True).click()
    luc.page.get_by_role("menuitem", name="Brouillons").click()
    draft = luc.page.get_by_role("dialog").locator(".draft")
    expect(draft).to_contain_text("À relire demain")
    expect(draft).to_contain_text("Mme Anne Roy")
    draft.get_by_role("button", name="Reprendre").click()
    expect(box(luc)).to_have_value("À relire demain")
    luc.page.get_by_role("button", name="Plus", exact=True).click()
    luc.page.get_by_role("menuitem", name="Brouillons").click()
    draft.get_by_role("button", name="Supprimer").click()
    expect(luc.page.get_by_text("Aucun brouillon.")).to_be_visible()
    luc.page.get_by_role("dialog").get_by_role("button", name="Fermer").click()
    expect(box(luc)).to_have_value("")


def test_on_a_phone_fingers_find_all_of_it(arrives: Arrive):
    claire = arrives(CLAIRE, phone=True)
    claire.open("Mme Anne Roy")
    size = claire.page.get_by_role("button", name="Envoyer").bounding_box()
    assert size
    assert (size["width"], size["height"]) >= (48, 48)
    claire.page.get_by_role("button", name="Ajouter").click()
    claire.page.get_by_role("menuitem", name="Réponse type").click()
    expect(claire.page.locator(".quick")).to_be_visible()
    box(claire).fill("")
    box(claire).blur()
    # The keyboard: what it hides the page leaves free.
    claire.page.evaluate(
        "document.documentElement.style.setProperty('--keyboard', '300px')"
    )
    place = claire.page.locator("form.composer").bounding_box()
    assert place
    assert place["y"] + place["height"] <= 844 - 300 + 1
