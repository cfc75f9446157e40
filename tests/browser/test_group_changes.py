"""Members come and go, groups stop and go on, while others look on."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.administering import makes, row_of, settings
from tests.browser.asking import answering, ask, lost, n_waiting, unfold, waiting
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
SOPHIE, ADMIN = "sophie.moreau@tilleuls.example", "admin@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"
NARROW = {"viewport": {"width": 320, "height": 640}}
FITS = "document.documentElement.scrollWidth <= innerWidth"


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
    makes(admin, "Acné", "Dr Karim Benali", "Dr Claire Petit")
    ask(jeanne, "Rougeurs au menton", "Elles grattent.", group="Acné")
    takes(karim, "Rougeurs au menton", "Acné")
    karim.write("Depuis quand cela dure-t-il ?")
    jeanne.sees("Depuis quand cela dure-t-il ?")

    group = settings(admin, "Acné")
    expect(group.get_by_text("1 échange en cours")).to_be_visible()
    group.get_by_role("button", name="Retirer Dr Karim").click()
    dialog = admin.page.get_by_role("dialog")
    dialog.get_by_label("Transférer à…").check()
    dialog.get_by_role("button", name="Retirer du groupe").click()
    expect(dialog.get_by_role("alert")).to_contain_text(["Choisissez un membre"])
    dialog.get_by_label("Transférer à", exact=True).select_option("Dr Claire Petit")
    dialog.get_by_role("button", name="Retirer du groupe").click()
    expect(dialog).to_have_count(0)

    claire.open("Rougeurs au menton")
    claire.sees("Depuis quand cela dure-t-il ?")
    claire.write("Je prends la suite.")
    jeanne.sees("Je prends la suite.")
    told = jeanne.page.locator(".system", has_text="repris par un autre professionnel")
    expect(told).to_contain_text("Dr Claire Petit")
    expect(karim.row("Rougeurs au menton")).to_have_count(0)
    assert "Elles grattent" not in karim.page.content()

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
