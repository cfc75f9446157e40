"""The list of conversations: tabs, orders, filters, menus, live."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.asking import ask, read, take, waiting
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

CLAIRE, LUC = "claire.petit@tilleuls.example", "luc.girard@tilleuls.example"
KARIM = "karim.benali@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"
STOP = "a[data-stop]"


def tab(reader: Reader, name: str) -> None:
    reader.page.get_by_role("tab", name=name).click()
    expect(reader.page.get_by_role("tab", name=name)).to_have_attribute(
        "aria-selected", "true"
    )


def menu_of(reader: Reader, title: str) -> None:
    reader.row(title).click(button="right")
    expect(reader.page.get_by_role("menu", name="Actions")).to_be_visible()


def picks(reader: Reader, words: str) -> None:
    reader.page.get_by_role("menuitem", name=words, exact=True).click()


def more(reader: Reader, words: str) -> None:
    reader.page.get_by_role("button", name="Plus", exact=True).click()
    picks(reader, words)


def filtered(reader: Reader, *words: str) -> None:
    reader.page.get_by_role("button", name=re.compile("^Filtres")).click()
    dialog = reader.page.get_by_role("dialog", name="Filtres")
    for one in words:
        dialog.get_by_label(one, exact=True).check()
    dialog.get_by_role("button", name="Appliquer").click()
    expect(dialog).to_have_count(0)


def chip(reader: Reader, words: str):
    return reader.page.get_by_role("button", name=f"Retirer le filtre {words}")


def test_what_is_to_be_done_stands_apart(arrives: Arrive):
    claire, luc, jeanne = arrives(CLAIRE), arrives(LUC), arrives(JEANNE)
    claire.creates_group("À faire", "M. Luc Girard")
    luc.open("À faire")
    luc.write("Pouvez-vous relire ?")
    claire.page.goto("/messages/discussions")
    claire.is_live()
    ask(jeanne, "Tache sombre au dos", "Elle grandit.")
    tab(claire, "À traiter")
    expect(claire.row("À faire")).to_be_visible()
    expect(waiting(claire, "Tache sombre au dos")).to_be_visible()
    expect(claire.page.locator(".group-row")).to_have_count(0)
    menu_of(claire, "À faire")
    picks(claire, "Marquer comme lu")
    expect(claire.row("À faire")).to_have_count(0)
    claire.page.reload()
    claire.is_live()
    expect(waiting(claire, "Tache sombre au dos")).to_be_visible()
    tab(claire, "Mes échanges")
    expect(claire.row("À faire")).to_be_visible()
    expect(waiting(claire, "Tache sombre au dos")).to_have_count(0)
    tab(claire, "Tout")


def test_a_question_that_another_takes_is_replaced_by_words_without_content(
    arrives: Arrive,
):
    claire, karim, jeanne = arrives(CLAIRE), arrives(KARIM), arrives(JEANNE)
    ask(jeanne, "Brûlure à la main", "Depuis ce matin.")
    tab(claire, "À traiter")
    waiting(claire, "Brûlure à la main").focus()
    read(karim, "Brûlure à la main")
    take(karim)
    expect(waiting(claire, "Brûlure à la main")).to_have_count(0)
    gone = claire.page.locator(".row-gone")
    expect(gone).to_contain_text("Prise en charge par un autre membre")
    expect(
        claire.page.locator(".list [role=status]", has_text="Prise en")
    ).to_have_count(1)
    expect(claire.page.locator(f"{STOP}:focus")).to_have_count(1)
    expect(gone).to_have_count(0)
    tab(claire, "Tout")
    expect(karim.row("Brûlure à la main")).to_contain_text("Prise en charge par vous")
    expect(karim.row("Brûlure à la main")).to_contain_text("Patient·e : Mme Jeanne")


def test_filters_combine_show_as_chips_and_survive_a_reload(arrives: Arrive):
    claire = arrives(CLAIRE)
    filtered(claire, "Groupe de discussion", "En cours")
    expect(claire.page.get_by_role("button", name="Filtres (2)")).to_be_visible()
    expect(claire.row("Dossiers du mardi")).to_be_visible()
    expect(claire.row("Dr Karim Benali")).to_have_count(0)
    assert "?" not in claire.page.url
    claire.page.reload()
    claire.is_live()
    expect(claire.row("Dr Karim Benali")).to_have_count(0)
    chip(claire, "Groupe de discussion").click()
    expect(claire.row("Dr Karim Benali")).to_be_visible()
    filtered(claire, "Patient")
    expect(claire.row("Dossiers du mardi")).to_have_count(0)
    claire.page.get_by_role("button", name=re.compile("^Filtres")).click()
    claire.page.get_by_role("button", name="Réinitialiser", exact=True).click()
    expect(claire.row("Dossiers du mardi")).to_be_visible()
    stored = claire.page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert "mardi" not in stored.lower()


def test_a_search_says_how_much_it_finds_and_is_cleared(arrives: Arrive):
    claire = arrives(CLAIRE)
    box = claire.page.get_by_label("Rechercher un mot du titre")
    box.fill("MARDI")
    expect(claire.page.locator("a.row")).to_have_count(1)
    expect(claire.page.get_by_text("1 discussion trouvée")).to_be_attached()
    claire.page.get_by_role("button", name="Effacer la recherche").click()
    expect(box).to_be_focused()
    expect(claire.row("Dr Karim Benali")).to_be_visible()
    box.fill("introuvable")
    expect(claire.page.get_by_text("Aucune discussion ne correspond")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(claire.row("Dr Karim Benali")).to_be_visible()


def test_the_menu_of_a_row_by_keyboard_and_several_rows_at_once(arrives: Arrive):
    claire = arrives(CLAIRE)
    for name in ("Première", "Deuxième"):
        claire.creates_group(name, "M. Luc Girard")
    claire.row("Première").focus()
    claire.page.keyboard.press("Shift+F10")
    menu = claire.page.get_by_role("menu", name="Actions")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    claire.page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(claire.row("Première")).to_be_focused()
    more(claire, "Sélectionner")
    claire.row("Première").click()
    claire.row("Deuxième").click()
    expect(claire.page.get_by_text("2 sélectionnées")).to_be_visible()
    claire.page.get_by_role("button", name="Archiver").click()
    expect(claire.row("Première")).to_have_count(0)
    expect(claire.row("Deuxième")).to_have_count(0)
    more(claire, "Afficher les archivées")
    expect(claire.row("Première")).to_be_visible()
    menu_of(claire, "Première")
    picks(claire, "Désarchiver")
    expect(claire.row("Première")).to_have_count(0)
    more(claire, "Masquer les archivées")
    expect(claire.row("Première")).to_be_visible()


def test_all_is_read_at_once_on_every_device(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    for name in ("Lot un", "Lot deux"):
        claire.creates_group(name, "M. Luc Girard")
        claire.write("À lire")
        claire.sees("À lire")
    luc.badge("Lot un", 1)
    phone = luc.second_tab()
    more(luc, "Tout marquer comme lu")
    luc.counts(0)
    phone.counts(0)
    luc.badge("Lot deux", 0)


def test_who_reads_further_down_is_not_moved(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.page.set_viewport_size({"width": 1440, "height": 520})
    for n in range(6):
        claire.creates_group(f"Longue liste {n}", "M. Luc Girard")
    claire.page.goto("/messages/discussions")
    claire.is_live()
    box = claire.page.locator(".list-scroll")
    box.evaluate("box => { box.scrollTop = 240 }")
    rows = claire.page.locator("a.row .row-title")
    expect(rows.first).to_be_attached()
    before = claire.page.evaluate(
        "[...document.querySelectorAll('a.row')].map((one) =>"
        " [one.getAttribute('href'), one.getBoundingClientRect().top])"
    )
    luc.open("Longue liste 0")
    luc.write("Nouveau ici")
    pill = claire.page.get_by_role("button", name="1 nouvelle discussion")
    expect(pill).to_be_visible()
    after = claire.page.evaluate(
        "[...document.querySelectorAll('a.row')].map((one) =>"
        " [one.getAttribute('href'), one.getBoundingClientRect().top])"
    )
    assert after == before
    pill.click()
    expect(claire.page.locator("a.row").first).to_contain_text("Longue liste 0")
    expect(pill).to_have_count(0)


def test_all_groups_and_their_settings(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.page.get_by_role("button", name="Tous les groupes").click()
    dialog = claire.page.get_by_role("dialog", name="Tous les groupes")
    expect(dialog.get_by_text("Dermatologie").first).to_be_visible()
    expect(dialog.get_by_text("Dossiers du mardi")).to_be_visible()
    dialog.get_by_role("button", name="Paramètres du groupe Dermatologie").click()
    picks(claire, "Désactiver les notifications")
    expect(dialog.locator("li", has_text="Dermatologie").first).to_contain_text(
        "Notifications désactivées"
    )
    dialog.get_by_role("button", name="Paramètres du groupe Dermatologie").click()
    picks(claire, "Réactiver les notifications")
    expect(dialog.get_by_text("Notifications désactivées")).to_have_count(0)
    dialog.get_by_role("button", name="Paramètres du groupe Dossiers du mardi").click()
    picks(claire, "Membres du groupe")
    expect(claire.page.get_by_role("dialog", name="Membres du groupe")).to_be_visible()
