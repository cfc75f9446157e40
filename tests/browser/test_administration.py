"""An administrator makes expert groups and changes them, while others look on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.administering import begins, goes_to_table, row_of, settings
from tests.browser.asking import answering, ask, unfold, waiting
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

pytestmark = pytest.mark.page

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
SOPHIE, ADMIN = "sophie.moreau@tilleuls.example", "admin@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"
NARROW = {"viewport": {"width": 320, "height": 640}}
FITS = "document.documentElement.scrollWidth <= innerWidth"


def reads(expert: Reader, title: str, group: str) -> None:
    unfold(expert, group)
    waiting(expert, title).click()
    expect(answering(expert)).to_be_visible()


def group_row(expert: Reader, name: str) -> Locator:
    return expert.page.locator("button.group-row", has_text=name)


def test_an_administrator_makes_a_group_whose_members_have_it_at_once(
    arrives: Arrive,
):
    admin, karim = arrives(ADMIN), arrives(KARIM)
    form = begins(admin)
    create = form.get_by_role("button", name="Créer le groupe d’experts")
    create.click()
    expect(form.get_by_role("alert")).to_contain_text("Donnez un nom au groupe")
    expect(form.get_by_role("alert")).to_contain_text("a au moins un membre")
    name = form.get_by_label("Nom du groupe")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Donnez un nom au groupe.")
    name.fill("Allergologie")
    form.get_by_label("Nom affiché aux patients").fill("Allergies")
    form.get_by_label("Filtre spécialité").fill("dermato")
    found = form.get_by_role("list", name="Praticiens").get_by_role("checkbox")
    expect(form.get_by_role("checkbox", name="Luc Girard")).to_have_count(0)
    form.get_by_role("checkbox", name="Karim Benali").check()
    expect(form.get_by_role("button", name="Retirer Dr Karim Benali")).to_be_visible()
    form.get_by_label("Noms des destinataires").fill("moreau")
    expect(found).to_have_count(1)
    found.check()
    expect(form.get_by_text("au moins 3 experts")).to_be_visible()
    create.click()
    expect(row_of(admin, "Allergologie")).to_contain_text("Allergies")
    expect(group_row(karim, "Allergologie")).to_be_visible()

    jeanne = arrives(JEANNE, phone=True)
    ask(jeanne, "Pollens", "Que faire au printemps ?", group="Allergies")
    reads(karim, "Pollens", "Allergologie")
    # Who is no member has the counts when he looks, then every minute.
    admin.page.reload()
    expect(row_of(admin, "Allergologie").locator(".chip-warning")).to_contain_text("1")


def test_what_is_typed_is_not_lost_by_mistake(arrives: Arrive):
    admin = arrives(ADMIN)
    page = admin.page
    form = begins(admin)
    form.get_by_label("Nom du groupe").fill("À moitié")
    expect(form.get_by_text("Modifications non enregistrées")).to_be_visible()
    form.get_by_role("button", name="Annuler").click()
    page.get_by_role("dialog").get_by_role("button", name="Continuer").click()
    expect(form.get_by_label("Nom du groupe")).to_have_value("À moitié")
    page.go_back()
    begins(admin)
    expect(form.get_by_label("Nom du groupe")).to_have_value("À moitié")
    form.get_by_role("button", name="Annuler").click()
    page.get_by_role("dialog").get_by_role("button", name="Abandonner").click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(row_of(admin, "À moitié")).to_have_count(0)


def test_the_table_is_searched_filtered_and_sorted(arrives: Arrive):
    admin = arrives(ADMIN)
    table = goes_to_table(admin)
    page = admin.page
    header = table.get_by_role("columnheader", name="Nom")
    expect(header).to_have_attribute("aria-sort", "ascending")
    before = table.get_by_role("rowheader").all_inner_texts()
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    assert table.get_by_role("rowheader").all_inner_texts() == before[::-1]
    waiting_first = table.get_by_role("columnheader", name="En attente")
    waiting_first.get_by_role("button").click()
    expect(waiting_first).to_have_attribute("aria-sort", "descending")
    expect(header).to_have_attribute("aria-sort", "none")
    page.get_by_label("Rechercher un groupe").fill("dermato")
    expect(row_of(admin, "Dermatologie")).to_be_visible()
    page.get_by_label("État", exact=True).select_option("inactive")
    expect(page.get_by_text("Aucun groupe ne correspond")).to_be_visible()
    page.get_by_role("button", name="Réinitialiser").click()
    expect(table.get_by_role("rowheader")).to_have_count(len(before))


def test_who_is_no_member_sees_since_when_questions_wait_and_no_more(
    arrives: Arrive,
):
    admin, jeanne = arrives(ADMIN), arrives(JEANNE, phone=True)
    ask(jeanne, "Grain canari", "Texte canari.")
    group = settings(admin, "Dermatologie", "File d’attente")
    expect(group.get_by_text("jamais leur contenu")).to_be_visible()
    expect(group.get_by_text("Question en attente").first).to_be_visible()
    assert "canari" not in admin.page.content()


def test_the_pages_fit_a_narrow_phone_and_the_keyboard(arrives: Arrive):
    admin = arrives(ADMIN, phone=True, **NARROW)
    page = admin.page
    goes_to_table(admin)
    assert page.evaluate(FITS)
    gear = page.get_by_role("button", name="Paramètres du groupe Dermatologie")
    gear.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Voir les membres")).to_be_focused()
    page.keyboard.press("Escape")
    expect(gear).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dermatologie")).to_be_focused()
    page.get_by_role("tab", name="Membres").focus()
    for tab in ("File d’attente", "Journal", "Paramètres"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=tab, selected=True)).to_be_focused()
        assert page.evaluate(FITS)
    switch = page.get_by_role("switch")
    switch.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(FITS)
    page.keyboard.press("Escape")
    expect(switch).to_be_focused()


def test_nobody_else_makes_or_changes_expert_groups(arrives: Arrive):
    for reader in (arrives(SOPHIE), arrives(JEANNE)):
        page = reader.page
        expect(page.get_by_role("button", name="Groupe d’experts")).to_have_count(0)
        expect(page.get_by_role("button", name="Paramètres")).to_have_count(0)
        page.goto("/messages/experts/new")
        expect(page.get_by_text("réservée aux administrateurs")).to_be_visible()
        expect(page.get_by_role("table")).to_have_count(0)
