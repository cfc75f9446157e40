"""An administrator makes expert groups and changes them, while others look on."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.asking import answering, ask, lost, n_waiting, unfold, waiting
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
SOPHIE, ADMIN = "sophie.moreau@tilleuls.example", "admin@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"
NARROW = {"viewport": {"width": 320, "height": 640}}
FITS = "document.documentElement.scrollWidth <= innerWidth"


def begins(admin: Reader) -> Locator:
    """The page on which a group is made."""
    admin.page.get_by_role("button", name="Groupe d’experts", exact=True).click()
    form = admin.page.get_by_role("main")
    expect(form.get_by_role("heading", name="Créer un groupe")).to_be_focused()
    return form


def makes(admin: Reader, name: str, *people: str) -> None:
    """A group that patients ask by its name."""
    form = begins(admin)
    form.get_by_label("Nom du groupe").fill(name)
    for person in people:
        form.get_by_role("checkbox", name=person).check()
    form.get_by_role("button", name="Créer le groupe d’experts").click()
    expect(row_of(admin, name)).to_be_visible()


def goes_to_table(admin: Reader) -> Locator:
    admin.page.goto("/messages/discussions#experts")
    table = admin.page.get_by_role("table", name="Groupes d’experts")
    expect(table).to_be_visible()
    return table


def row_of(admin: Reader, name: str) -> Locator:
    link = admin.page.get_by_role("link", name=name, exact=True)
    return admin.page.get_by_role("row").filter(has=link)


def settings(admin: Reader, name: str, tab: str = "Membres") -> Locator:
    """One group, from the table."""
    goes_to_table(admin)
    row_of(admin, name).get_by_role("link", name=name).click()
    page = admin.page.get_by_role("main")
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_focused()
    page.get_by_role("tab", name=tab).click()
    return page


def reads(expert: Reader, title: str, group: str) -> None:
    unfold(expert, group)
    waiting(expert, title).click()
    expect(answering(expert)).to_be_visible()


def takes(expert: Reader, title: str, group: str) -> None:
    reads(expert, title, group)
    answering(expert).click()
    expect(expert.page.locator(".composer")).to_be_visible()


def group_row(expert: Reader, name: str) -> Locator:
    return expert.page.locator("button.group-row", has_text=name)


def ask_more(patient: Reader, title: str, text: str, group: str) -> None:
    patient.page.get_by_role("button", name="Revenir aux discussions").click()
    ask(patient, title, text, group=group)


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


def test_a_removed_member_loses_the_queue_and_keeps_what_he_has(arrives: Arrive):
    admin, karim, claire = arrives(ADMIN), arrives(KARIM), arrives(CLAIRE)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Rhumatologie", "Dr Karim Benali")
    ask(jeanne, "Genou raide", "Le matin surtout.", group="Rhumatologie")
    ask_more(jeanne, "Dos bloqué", "Depuis hier.", "Rhumatologie")
    takes(karim, "Genou raide", "Rhumatologie")
    reads(karim, "Dos bloqué", "Rhumatologie")

    group = settings(admin, "Rhumatologie")
    expect(group.get_by_text("Un groupe d’au moins 3 experts")).to_be_visible()
    expect(group.get_by_role("button", name="Retirer Dr Karim")).to_have_count(0)
    group.get_by_role("button", name="Ajouter des membres").click()
    group.get_by_role("button", name="Dr Claire Petit").click()
    reads(claire, "Dos bloqué", "Rhumatologie")
    group.get_by_role("button", name="Terminer").click()

    group.get_by_role("button", name="Retirer Dr Karim").click()
    dialog = admin.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Dr Karim Benali a 1 échange en cours")
    expect(dialog.get_by_label("Le lui laisser")).to_be_checked()
    dialog.get_by_role("button", name="Retirer du groupe").click()
    expect(admin.page.locator(".toast")).to_contain_text("1 échange en cours lui reste")
    expect(group_row(karim, "Rhumatologie")).to_have_count(0)
    expect(lost(karim)).to_be_visible()
    assert "Depuis hier" not in karim.page.content()
    karim.open("Genou raide")

    group.get_by_role("tab", name="Paramètres").click()
    group.get_by_label("Nom du groupe").fill("Os et articulations")
    group.get_by_role("button", name="Enregistrer").click()
    expect(group.get_by_role("heading", name="Os et articulations")).to_be_visible()
    expect(group_row(claire, "Os et articulations")).to_be_visible()


def test_what_a_removed_member_has_goes_to_another(arrives: Arrive):
    admin, karim, claire = arrives(ADMIN), arrives(KARIM), arrives(CLAIRE)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Cicatrices", "Dr Karim Benali", "Dr Claire Petit")
    ask(jeanne, "Cicatrice rouge", "Elle tire.", group="Cicatrices")
    takes(karim, "Cicatrice rouge", "Cicatrices")
    karim.write("Depuis l’opération ?")
    jeanne.sees("Depuis l’opération ?")

    group = settings(admin, "Cicatrices")
    expect(group.get_by_text("1 échange en cours")).to_be_visible()
    group.get_by_role("button", name="Retirer Dr Karim").click()
    dialog = admin.page.get_by_role("dialog")
    dialog.get_by_label("Transférer à…").check()
    dialog.get_by_role("button", name="Retirer du groupe").click()
    expect(dialog.get_by_role("alert")).to_contain_text(["Choisissez un membre"])
    dialog.get_by_label("Transférer à", exact=True).select_option("Dr Claire Petit")
    dialog.get_by_role("button", name="Retirer du groupe").click()
    expect(dialog).to_have_count(0)

    claire.open("Cicatrice rouge")
    claire.sees("Depuis l’opération ?")
    claire.write("Je prends la suite.")
    jeanne.sees("Je prends la suite.")
    told = jeanne.page.locator(".system", has_text="repris par un autre professionnel")
    expect(told).to_contain_text("Dr Claire Petit")
    expect(karim.row("Cicatrice rouge")).to_have_count(0)
    assert "Elle tire" not in karim.page.content()

    group.get_by_role("tab", name="Journal").click()
    journal = group.get_by_role("list", name="Journal")
    expect(journal).to_contain_text("transfert de 1 échange de Dr Karim Benali")
    expect(journal).to_contain_text("création du groupe")


def test_a_group_is_deactivated_in_three_ways(arrives: Arrive):
    admin, karim = arrives(ADMIN), arrives(KARIM)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Sommeil", "Dr Karim Benali")
    makes_more(admin, "Nutrition", "Dr Karim Benali")
    ask(jeanne, "Insomnie", "Je dors trois heures.", group="Sommeil")
    expect(unfold(karim, "Sommeil").locator(".badge")).to_be_visible()

    switch = row_of(admin, "Sommeil").get_by_role("switch")
    dialog = admin.page.get_by_role("dialog")
    pause = dialog.get_by_role("button", name="Désactiver temporairement")
    switch.click()
    expect(dialog.get_by_text("1 question en attente")).to_be_visible()
    expect(dialog.get_by_label("Laisser répondre")).to_be_checked()
    pause.click()
    expect(switch).not_to_be_checked()
    expect(group_row(karim, "Sommeil")).to_contain_text("Désactivé temporairement")
    assert n_waiting(karim, "Sommeil") == 1
    switch.click()
    expect(switch).to_be_checked()

    switch.click()
    dialog.get_by_label("Réorienter vers un autre groupe").check()
    pause.click()
    expect(dialog.get_by_role("alert")).to_contain_text(["Choisissez un groupe"])
    dialog.get_by_label("Groupe", exact=True).select_option("Nutrition")
    pause.click()
    expect(switch).not_to_be_checked()
    expect(unfold(karim, "Nutrition").locator(".badge")).to_be_visible()
    expect(jeanne.page.locator(".system").last).to_contain_text("« Nutrition »")

    switch = row_of(admin, "Nutrition").get_by_role("switch")
    switch.click()
    dialog.get_by_label("Clore avec un message").check()
    dialog.get_by_label("Message aux demandeurs").fill("Le groupe fait une pause.")
    pause.click()
    expect(switch).not_to_be_checked()
    jeanne.sees("Le groupe fait une pause.")
    page = jeanne.page
    expect(page.get_by_text("ne reçoit plus de questions")).to_be_visible()
    expect(page.get_by_role("button", name="Poser une nouvelle")).to_be_visible()
    # Nobody would have it: reopening is not offered.
    expect(page.get_by_role("button", name="Demander la réouverture")).to_have_count(0)
    assert n_waiting(karim, "Nutrition") == 0


def makes_more(admin: Reader, name: str, *people: str) -> None:
    """Another one, from the table."""
    makes(admin, name, *people)


def test_who_deactivates_hears_of_a_question_that_came_meanwhile(arrives: Arrive):
    admin, karim = arrives(ADMIN), arrives(KARIM)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Voix", "Dr Karim Benali")
    switch = row_of(admin, "Voix").get_by_role("switch")
    switch.click()
    dialog = admin.page.get_by_role("dialog")
    pause = dialog.get_by_role("button", name="Désactiver temporairement")
    expect(dialog.get_by_role("radio")).to_have_count(0)
    # What tells her page of it by itself stays on its way.
    admin.page.route("**/api/v1/groups?**", lambda route: None)
    ask(jeanne, "Enrouée", "Depuis un mois.", group="Voix")
    expect(unfold(karim, "Voix").locator(".badge")).to_be_visible()
    admin.expects_refusals = True
    pause.click()
    expect(dialog.get_by_role("radio")).to_have_count(3)
    pause.click()
    expect(switch).not_to_be_checked()


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
        page.goto("/messages/discussions#experts")
        expect(page.get_by_text("réservée aux administrateurs")).to_be_visible()
        expect(page.get_by_role("table")).to_have_count(0)
