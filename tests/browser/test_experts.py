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


def makes(admin: Reader, name: str, *people: str) -> None:
    """A group that patients ask by its name."""
    admin.page.get_by_role("button", name="Groupe d’experts", exact=True).click()
    dialog = admin.page.get_by_role("dialog")
    dialog.get_by_label("Nom du groupe").fill(name)
    for person in people:
        dialog.get_by_role("button", name=person, pressed=False).click()
    dialog.get_by_role("button", name="Créer le groupe d’experts").click()
    expect(dialog).to_have_count(0)


def settings(admin: Reader, name: str) -> Locator:
    words = f"Paramètres du groupe {name}"
    admin.page.get_by_role("button", name=words, exact=True).click()
    dialog = admin.page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name=name)).to_be_visible()
    return dialog


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
    admin.page.get_by_role("button", name="Groupe d’experts", exact=True).click()
    dialog = admin.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Créer le groupe d’experts").click()
    expect(dialog.get_by_label("Nom du groupe")).to_be_focused()
    expect(dialog.get_by_text("a au moins un membre")).to_be_visible()
    dialog.get_by_label("Nom du groupe").fill("Allergologie")
    dialog.get_by_label("Nom affiché aux patients").fill("Allergies")
    dialog.get_by_label("Filtre spécialité").fill("dermato")
    found = dialog.get_by_role("list", name="Praticiens").get_by_role("button")
    expect(found.filter(has_text="Luc Girard")).to_have_count(0)
    found.filter(has_text="Karim Benali").click()
    dialog.get_by_label("Noms des destinataires").fill("moreau")
    expect(found).to_have_count(1)
    found.click()
    expect(dialog.get_by_text("au moins 3 experts")).to_be_visible()
    dialog.get_by_role("button", name="Créer le groupe d’experts").click()
    expect(group_row(karim, "Allergologie")).to_be_visible()

    jeanne = arrives(JEANNE, phone=True)
    ask(jeanne, "Pollens", "Que faire au printemps ?", group="Allergies")
    reads(karim, "Pollens", "Allergologie")


def test_members_are_added_and_removed_and_the_name_changes_live(arrives: Arrive):
    admin, claire, karim = arrives(ADMIN), arrives(CLAIRE), arrives(KARIM)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Rhumatologie", "Dr Karim Benali")
    ask(jeanne, "Genou raide", "Le matin surtout.", group="Rhumatologie")
    ask_more(jeanne, "Dos bloqué", "Depuis hier.", "Rhumatologie")
    reads(karim, "Genou raide", "Rhumatologie")
    answering(karim).click()
    expect(karim.page.locator(".composer")).to_be_visible()
    reads(karim, "Dos bloqué", "Rhumatologie")

    dialog = settings(admin, "Rhumatologie")
    expect(dialog.get_by_text("Un groupe d’au moins 3 experts")).to_be_visible()
    expect(dialog.get_by_role("button", name="Retirer Dr Karim")).to_have_count(0)
    dialog.get_by_role("button", name="Ajouter des membres").click()
    dialog.get_by_role("button", name="Dr Claire Petit").click()
    reads(claire, "Dos bloqué", "Rhumatologie")
    dialog.get_by_role("button", name="Terminer").click()

    dialog.get_by_role("button", name="Retirer Dr Karim").click()
    dialog.get_by_role("button", name="Retirer du groupe").click()
    expect(dialog.get_by_role("status")).to_contain_text(
        ["1 échange en cours lui reste"]
    )
    expect(group_row(karim, "Rhumatologie")).to_have_count(0)
    expect(lost(karim)).to_be_visible()
    assert "Depuis hier" not in karim.page.content()
    karim.open("Genou raide")

    dialog.get_by_role("button", name="Modifier le groupe").click()
    dialog.get_by_label("Nom du groupe").fill("Os et articulations")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.get_by_role("heading", name="Os et articulations")).to_be_visible()
    expect(group_row(claire, "Os et articulations")).to_be_visible()


def ask_more(patient: Reader, title: str, text: str, group: str) -> None:
    patient.page.get_by_role("button", name="Revenir aux discussions").click()
    ask(patient, title, text, group=group)


def test_a_group_is_deactivated_in_three_ways(arrives: Arrive):
    admin, karim = arrives(ADMIN), arrives(KARIM)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Sommeil", "Dr Karim Benali")
    makes(admin, "Nutrition", "Dr Karim Benali")
    ask(jeanne, "Insomnie", "Je dors trois heures.", group="Sommeil")
    expect(unfold(karim, "Sommeil").locator(".badge")).to_be_visible()

    dialog = settings(admin, "Sommeil")
    expect(dialog.get_by_text("1 question en attente")).to_be_visible()
    pause = dialog.get_by_role("button", name="Désactiver temporairement")
    state = dialog.get_by_text("Désactivé temporairement")

    pause.click()
    expect(dialog.get_by_label("Laisser répondre")).to_be_checked()
    pause.click()
    expect(state).to_be_visible()
    expect(group_row(karim, "Sommeil")).to_contain_text("Désactivé temporairement")
    assert n_waiting(karim, "Sommeil") == 1
    dialog.get_by_role("button", name="Activer le groupe").click()

    pause.click()
    dialog.get_by_label("Réorienter vers un autre groupe").check()
    pause.click()
    expect(dialog.get_by_role("alert")).to_contain_text(["Choisissez un groupe"])
    dialog.get_by_label("Groupe", exact=True).select_option("Nutrition")
    pause.click()
    expect(state).to_be_visible()
    expect(unfold(karim, "Nutrition").locator(".badge")).to_be_visible()
    expect(jeanne.page.locator(".system").last).to_contain_text("« Nutrition »")
    dialog.get_by_role("button", name="Fermer").click()

    dialog = settings(admin, "Nutrition")
    pause.click()
    dialog.get_by_label("Clore avec un message").check()
    dialog.get_by_label("Message aux demandeurs").fill("Le groupe fait une pause.")
    pause.click()
    expect(state).to_be_visible()
    jeanne.sees("Le groupe fait une pause.")
    expect(jeanne.page.get_by_text("Échange clôturé le")).to_be_visible()
    assert n_waiting(karim, "Nutrition") == 0


def test_who_deactivates_hears_of_a_question_that_came_meanwhile(arrives: Arrive):
    admin, karim = arrives(ADMIN), arrives(KARIM)
    jeanne = arrives(JEANNE, phone=True)
    makes(admin, "Voix", "Dr Karim Benali")
    dialog = settings(admin, "Voix")
    pause = dialog.get_by_role("button", name="Désactiver temporairement")
    pause.click()
    expect(dialog.get_by_role("radio")).to_have_count(0)
    # What tells her page of it by itself stays on its way.
    admin.page.route("**/api/v1/groups?**", lambda route: None)
    ask(jeanne, "Enrouée", "Depuis un mois.", group="Voix")
    expect(unfold(karim, "Voix").locator(".badge")).to_be_visible()
    admin.expects_refusals = True
    pause.click()
    expect(dialog.get_by_role("radio")).to_have_count(3)
    pause.click()
    expect(dialog.get_by_text("Désactivé temporairement")).to_be_visible()


def test_the_dialogs_fit_a_narrow_phone_and_the_keyboard(arrives: Arrive):
    admin = arrives(ADMIN, phone=True, **NARROW)
    page = admin.page
    gear = page.get_by_role("button", name="Paramètres du groupe Dermatologie")
    gear.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Dermatologie")).to_be_focused()
    for step in ("Modifier le groupe", "Ajouter des membres", "Désactiver temp"):
        dialog.get_by_role("button", name=step).press("Enter")
        expect(dialog.get_by_role("button", name="Retour")).to_be_visible()
        expect(dialog.get_by_role("heading").first).to_be_focused()
        assert dialog.evaluate("(it) => it.scrollWidth <= it.clientWidth")
        dialog.get_by_role("button", name="Retour").press("Enter")
        expect(dialog.get_by_role("button", name=step)).to_be_visible()
        expect(dialog.get_by_role("heading").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(gear).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nobody_else_makes_or_changes_expert_groups(arrives: Arrive):
    for reader in (arrives(SOPHIE), arrives(JEANNE)):
        page = reader.page
        expect(page.get_by_role("button", name="Groupe d’experts")).to_have_count(0)
        expect(page.get_by_role("button", name="Paramètres")).to_have_count(0)
