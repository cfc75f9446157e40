"""A patient's own screens: his messages, asking in steps, following the answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.asking import ask, fill, go_on, read, send, stage, take
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

pytestmark = pytest.mark.page

CLAIRE = "claire.petit@tilleuls.example"
JEANNE, THOMAS = "jeanne.dubois@patients.example", "thomas.leroy@patients.example"
NARROW = {"viewport": {"width": 320, "height": 640}}
FITS = "document.documentElement.scrollWidth <= innerWidth"


def test_the_home_holds_my_messages_and_nothing_of_practitioners(arrives: Arrive):
    for jeanne in (arrives(JEANNE), arrives(JEANNE, phone=True)):
        page = jeanne.page
        home = page.get_by_role("main")
        expect(home.get_by_role("heading", name="Mes messages")).to_be_visible()
        expect(home.get_by_role("button", name="Poser une question")).to_be_visible()
        expect(home.get_by_text("appelez le 15")).to_be_visible()
        for words in ("Filtres", "Nouveau message", "Groupes d’experts"):
            expect(home.get_by_role("button", name=words)).to_have_count(0)
        expect(home.get_by_role("searchbox")).to_have_count(0)
        expect(home.get_by_role("tab")).to_have_count(0)


def test_a_card_tells_the_stage_and_what_is_unread_as_it_happens(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    ask(jeanne, "Coude qui gratte", "Depuis lundi.")
    card = jeanne.row("Coude qui gratte")
    jeanne.page.get_by_role("button", name="Revenir aux discussions").click()
    expect(card).to_contain_text("Reçue par le groupe")
    read(claire, "Coude qui gratte")
    take(claire)
    expect(card).to_contain_text("Prise en charge par un expert")
    expect(card.locator(".mine-card-dot")).to_have_count(0)
    claire.write("Montrez-moi une photo.")
    expect(card).to_contain_text("Réponse reçue")
    expect(card).to_contain_text("1 message non lu")
    expect(card.locator(".mine-card-dot")).to_be_visible()
    jeanne.open("Coude qui gratte")
    jeanne.sees("Montrez-moi une photo.")
    expect(stage(jeanne)).to_have_text("Réponse reçue")
    expect(card.locator(".mine-card-dot")).to_have_count(0)


def test_on_a_desktop_the_messages_stay_beside_the_open_one(arrives: Arrive):
    jeanne = arrives(JEANNE)
    jeanne.open("Coude qui gratte")
    expect(jeanne.row("Coude qui gratte")).to_have_attribute("aria-current", "page")
    expect(jeanne.page.get_by_role("main")).to_have_count(1)


def test_a_question_is_asked_in_steps_and_can_be_taken_back(arrives: Arrive):
    jeanne = arrives(JEANNE, phone=True)
    page = jeanne.page
    fill(jeanne, "Ongle fendu", "Il se fend en deux.")
    summary = page.locator(".ask-summary-list")
    for words in ("Peau (dermatologie)", "Ongle fendu", "Il se fend en deux."):
        expect(summary).to_contain_text(words)
    expect(page.get_by_text("lui seul la verra")).to_be_visible()
    send(jeanne)
    expect(page.get_by_text("Les experts du groupe lisent")).to_be_visible()
    page.get_by_role("button", name="Retirer ma question").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Retirer ma question").click()
    expect(page.get_by_role("heading", name="Vous avez retiré")).to_be_visible()
    expect(page.get_by_role("button", name="Retirer ma question")).to_have_count(0)
    page.get_by_role("button", name="Revenir à mes messages").last.click()
    expect(jeanne.row("Ongle fendu")).to_contain_text("Retirée")


def test_who_sent_it_sees_it_taken_and_takes_it_back_no_more(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    fill(jeanne, "Cheveux cassants", "Par poignées.")
    send(jeanne)
    withdraw = jeanne.page.get_by_role("button", name="Retirer ma question")
    expect(withdraw).to_be_visible()
    read(claire, "Cheveux cassants")
    take(claire)
    expect(jeanne.page.get_by_text("Un expert a pris en charge")).to_be_visible()
    expect(withdraw).to_have_count(0)


def test_a_step_says_what_it_lacks_and_leads_there(arrives: Arrive):
    jeanne = arrives(JEANNE, phone=True, **NARROW)
    page = jeanne.page
    page.get_by_role("button", name="Poser une question").click()
    expect(page.get_by_role("heading", name="Poser une question")).to_be_focused()
    expect(page.get_by_label("Santé de l’enfant")).to_be_disabled()
    expect(page.get_by_text("Temporairement fermé")).to_be_visible()
    go_on(jeanne)
    expect(page.get_by_role("alert")).to_contain_text("Choisissez un groupe")
    expect(page.locator("[name=group]:focus")).to_have_count(1)
    page.get_by_label("Peau (dermatologie)").check()
    go_on(jeanne)
    expect(page.locator("legend")).to_be_focused()
    go_on(jeanne)
    expect(page.get_by_role("alert")).to_contain_text("2 points à compléter")
    subject = page.get_by_label("Objet")
    expect(subject).to_be_focused()
    expect(subject).to_have_accessible_description(
        "Quelques mots, par exemple : rougeur au bras Donnez un objet à votre question."
    )
    page.get_by_role("button", name="Écrivez votre question").click()
    expect(page.get_by_label("Message", exact=True)).to_be_focused()
    assert page.evaluate(FITS)


def test_nothing_typed_is_lost(arrives: Arrive):
    """By going back, by looking away, or by a refusal."""
    jeanne = arrives(JEANNE, phone=True)
    page = jeanne.page
    fill(jeanne, "À moitié", "Je commence à peine.")
    for step in ("Photos (facultatif)", "Votre question", "À qui s’adresse"):
        page.get_by_role("button", name="Retour", exact=True).click()
        expect(page.locator(".ask-heading")).to_contain_text(step)
    expect(page.get_by_label("Peau (dermatologie)")).to_be_checked()
    go_on(jeanne)
    expect(page.get_by_label("Objet")).to_have_value("À moitié")
    page.go_back()
    page.get_by_role("button", name="Poser une question").click()
    expect(page.get_by_label("Message", exact=True)).to_have_value(
        "Je commence à peine."
    )
    go_on(jeanne)
    go_on(jeanne)
    jeanne.expects_cuts = True
    jeanne.context.set_offline(True)
    page.get_by_label("J’ai compris").check()
    page.get_by_role("button", name="Envoyer ma question").click()
    expect(page.get_by_role("alert")).to_contain_text("Votre texte est conservé")
    expect(page.locator(".ask-summary-list")).to_contain_text("Je commence à peine.")
    jeanne.context.set_offline(False)
    expect(page.locator("section.list[data-phase=live]")).to_have_count(1)
    page.get_by_role("button", name="Envoyer ma question").click()
    expect(page.get_by_role("heading", name="est envoyée")).to_be_visible()
    page.get_by_role("button", name="Revenir à mes messages").last.click()
    expect(jeanne.row("À moitié")).to_have_count(1)


def test_prompts_begin_lines_of_the_message(arrives: Arrive):
    jeanne = arrives(JEANNE, phone=True)
    page = jeanne.page
    page.get_by_role("button", name="Poser une question").click()
    page.get_by_label("Peau (dermatologie)").check()
    go_on(jeanne)
    box = page.get_by_label("Message", exact=True)
    box.fill("Mon bras est rouge.")
    page.get_by_role("button", name="Depuis quand ?").click()
    expect(box).to_be_focused()
    page.keyboard.type("trois jours")
    page.get_by_role("button", name="Allergies ?").click()
    page.keyboard.type("aucune")
    expect(box).to_have_value(
        "Mon bras est rouge.\nDepuis quand ? trois jours\nAllergies ? aucune"
    )


def test_words_of_an_emergency_are_answered_on_the_page_alone(arrives: Arrive):
    """N16: nothing is asked of the server, nobody is stopped."""
    jeanne = arrives(JEANNE, phone=True)
    page = jeanne.page
    page.get_by_role("button", name="Poser une question").click()
    page.get_by_label("Peau (dermatologie)").check()
    go_on(jeanne)
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    box = page.get_by_label("Message", exact=True)
    alert = page.locator(".emergency-alert")
    box.fill("Pas de douleur thoracique")
    expect(alert).to_have_count(0)
    box.fill("J’ai une douleur thoracique")
    expect(alert).to_contain_text("En cas d’urgence, appelez le 15.")
    expect(alert).to_have_attribute("role", "alert")
    box.press_sequentially(" depuis ce matin")
    expect(alert).to_have_count(1)
    assert told == []
    page.get_by_label("Objet").fill("Poitrine")
    go_on(jeanne)
    go_on(jeanne)
    expect(page.get_by_role("heading", name="Vérifier et envoyer")).to_be_visible()


def test_the_end_of_an_exchange_leads_on(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    ask(jeanne, "Verrue au pied", "Elle est revenue.")
    steps = jeanne.page.get_by_role("list", name="Étapes de votre question")
    expect(steps.locator("[aria-current=step]")).to_have_count(1)
    read(claire, "Verrue au pied")
    take(claire)
    claire.write("Voyez votre pharmacien.")
    jeanne.sees("Voyez votre pharmacien.")
    claire.option("Clôturer l’échange")
    dialog = claire.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Clôturer").click()
    page = jeanne.page
    expect(page.get_by_text("Échange clôturé le")).to_be_visible()
    expect(page.get_by_role("button", name="Demander la réouverture")).to_be_visible()
    page.get_by_role("button", name="Poser une nouvelle question").click()
    expect(page.get_by_role("heading", name="Poser une question")).to_be_visible()


def test_while_no_group_is_open_the_home_says_so(arrives: Arrive):
    thomas = arrives(THOMAS)
    page = thomas.page

    def none(route: Route) -> None:
        route.fulfill(json={"items": []})

    page.route("**/api/v1/groups?**", none)
    page.reload()
    thomas.is_live()
    expect(page.get_by_role("button", name="Ask a question")).to_have_count(0)


def sees_nothing_of(reader: Reader, *words: str) -> None:
    text = reader.page.content()
    assert not [word for word in words if word in text]


def test_a_patient_hears_neither_typing_nor_reading(arrives: Arrive):
    """3.7, on the wire of his own browser."""
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    jeanne.page.evaluate(
        "window.heard = []; window.lastSocket.addEventListener('message',"
        " ({data}) => window.heard.push(data))"
    )
    ask(jeanne, "Main sèche", "Elle craque.")
    read(claire, "Main sèche")
    take(claire)
    box = claire.page.get_by_label("Message", exact=True)
    box.press_sequentially("Avec de la crème ?")
    claire.write("Avec de la crème ?")
    jeanne.sees("Avec de la crème ?")
    heard = "".join(jeanne.page.evaluate("window.heard"))
    assert "Avec de la" in heard
    for kind in ('"typing"', '"cursors"', '"presence"'):
        assert kind not in heard
    sees_nothing_of(jeanne, "est en train d’écrire", "Karim Benali")
