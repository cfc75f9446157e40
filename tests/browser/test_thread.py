"""The open conversation: long, searched, read by several, asked about, closed."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.asking import ask, lost, read, stage, take
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
LUC, SOPHIE = "luc.girard@tilleuls.example", "sophie.moreau@tilleuls.example"
JEANNE = "jeanne.dubois@patients.example"
SMALL = {"width": 320, "height": 640}
FITS = "document.documentElement.scrollWidth <= innerWidth"


def say(reader: Reader, *texts: str) -> None:
    for text in texts:
        reader.write(text)
    expect(reader.page.locator(".message-pending")).to_have_count(0)


def button(reader: Reader, name: str) -> Locator:
    return reader.page.get_by_role("button", name=name)


def details(reader: Reader) -> Locator:
    button(reader, "Détails").click()
    return reader.page.locator(".details-parts")


def test_who_has_read_is_told_by_name(arrives: Arrive):
    claire, karim, luc = arrives(CLAIRE), arrives(KARIM), arrives(LUC, phone=True)
    claire.creates_group("Lecteurs", "Dr Karim Benali", "M. Luc Girard")
    say(claire, "Qui lit ceci ?")
    karim.open("Lecteurs")
    tick = claire.message("Qui lit ceci ?").locator(".mark-button")
    expect(tick).to_contain_text("1/2")
    tick.click()
    dialog = claire.page.get_by_role("dialog")
    expect(dialog.locator(".receipts").first).to_contain_text("Karim Benali")
    expect(dialog.locator(".receipts").first).not_to_contain_text("Luc Girard")
    luc.open("Lecteurs")
    expect(dialog.locator(".receipts").first).to_contain_text("Luc Girard")
    dialog.get_by_role("button", name="Fermer").click()
    expect(tick).to_have_accessible_name(re.compile("Lu par 2 sur 2"))
    heading = claire.message("Qui lit ceci ?").get_by_role("heading")
    expect(heading).to_contain_text("Vous, ")
    expect(heading).to_contain_text("Lu par 2 sur 2")


def test_words_are_found_in_what_is_loaded_and_in_what_is_not(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.creates_group("À chercher", "Dr Karim Benali")
    say(claire, "Une éruption étendue", *(f"ligne {n}" for n in range(70)))
    say(claire, "Deuxième ERUPTION")
    claire.page.reload()
    claire.sees("Deuxième ERUPTION")
    claire.sees("Une éruption", times=0)
    button(claire, "Rechercher dans la conversation").click()
    box = claire.page.get_by_role("searchbox", name="Rechercher dans la conversation")
    box.fill("éruption")
    expect(claire.page.locator("mark.hit-now")).to_have_text("ERUPTION")
    expect(claire.page.locator(".find-count")).to_have_text("1 sur 1+")
    box.press("Enter")
    expect(claire.page.locator("mark.hit-now")).to_have_text("éruption")
    expect(claire.page.locator("mark.hit-now")).to_be_in_viewport()
    expect(claire.page.locator(".find-count")).to_have_text("1 sur 2")
    box.press("Shift+Enter")
    expect(claire.page.locator(".find-count")).to_have_text("2 sur 2")
    box.fill("introuvable")
    expect(claire.page.locator(".find-count")).to_have_text("Aucun résultat")
    box.press("Escape")
    expect(claire.page.locator("mark")).to_have_count(0)
    expect(button(claire, "Rechercher dans la conversation")).to_be_focused()


def test_a_quote_leads_to_a_message_that_is_not_loaded(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.creates_group("Citations", "Dr Karim Benali")
    say(claire, "Le tout premier")
    claire.message("Le tout premier").hover()
    claire.message("Le tout premier").get_by_role("button", name="Actions").click()
    claire.page.get_by_role("menuitem", name="Répondre").click()
    say(claire, "J’y reviens", *(f"suite {n}" for n in range(45)))
    claire.page.reload()
    claire.sees("J’y reviens")
    quote = claire.message("J’y reviens").locator(".quote")
    expect(quote).to_contain_text("Le tout premier")
    say(claire, *(f"encore {n}" for n in range(10)))
    claire.page.reload()
    claire.sees("encore 9")
    claire.page.locator(".timeline").evaluate("(box) => { box.scrollTop = 0; }")
    quote.click()
    expect(claire.bubble("Le tout premier")).to_be_in_viewport()
    expect(claire.page.locator(".message-flash")).to_have_count(1)


def test_the_first_unread_message_is_found_however_far(arrives: Arrive):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.creates_group("Absence", "Dr Karim Benali")
    say(claire, "Je pars")
    claire.open("Dr Karim Benali")
    karim.open("Absence")
    say(karim, *(f"nouvelle {n:02}" for n in range(80)))
    claire.page.reload()
    claire.open("Absence")
    claire.sees("nouvelle 79")
    expect(claire.page.locator(".unread-line")).to_have_count(0)
    button(claire, "Aller au premier non lu").click()
    expect(claire.bubble("nouvelle 00")).to_be_in_viewport()
    expect(
        claire.page.get_by_role("separator", name="Nouveaux messages")
    ).to_have_count(1)
    button(claire, "Aller au plus récent").click()
    expect(claire.bubble("nouvelle 79")).to_be_in_viewport()
    claire.page.locator(".timeline").press("u")
    expect(claire.bubble("nouvelle 00")).to_be_in_viewport()


def test_a_long_text_is_folded(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.creates_group("Longs textes", "Dr Karim Benali")
    say(claire, "\n".join(f"point {n}" for n in range(1, 41)))
    text = claire.bubble("point 1")
    expect(text).to_have_class("bubble-text bubble-folded")
    before = text.bounding_box()
    button(claire, "Afficher la suite").click()
    after = text.bounding_box()
    assert before
    assert after
    assert after["height"] > 1.5 * before["height"]
    claire.page.get_by_role("button", name="Réduire", exact=True).click()
    expect(text).to_have_class("bubble-text bubble-folded")


def test_many_messages_are_announced_as_a_number(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.creates_group("Averse", "M. Luc Girard")
    luc.open("Averse")
    claire.page.bring_to_front()
    for n in range(5):
        luc.write(f"coup {n}")
    log = claire.page.get_by_role("log")
    expect(log).to_contain_text("5 nouveaux messages")
    expect(log).not_to_contain_text("coup 4")
    expect(log.locator("p")).to_have_count(0)


def test_details_stand_beside_the_thread_or_above_it(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC, phone=True, viewport=SMALL)
    claire.creates_group("Détaillé", "M. Luc Girard")
    parts = details(claire)
    expect(claire.page.get_by_role("complementary", name="Détails")).to_be_visible()
    expect(parts).to_contain_text("Participants (2)")
    expect(parts).to_contain_text("M. Luc Girard")
    parts.get_by_role("button", name="Désactiver les notifications").click()
    claire.page.get_by_role("button", name="Toujours").click()
    expect(parts).to_contain_text("Réactiver les notifications")
    claire.page.get_by_role("button", name="Fermer").click()
    expect(button(claire, "Détails")).to_be_focused()

    luc.open("Détaillé")
    details(luc)
    sheet = luc.page.get_by_role("dialog", name="Détails")
    expect(sheet).to_contain_text("Dr Claire Petit")
    assert luc.page.evaluate(FITS)
    luc.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_options_are_a_sheet_on_a_phone(arrives: Arrive):
    luc = arrives(LUC, phone=True, viewport=SMALL)
    luc.open("Plaies et cicatrisation : suivi")
    button(luc, "Options").click()
    menu = luc.page.get_by_role("menu")
    words = ["Désactiver les notifications", "Archiver", "Quitter le groupe"]
    expect(menu.get_by_role("menuitem")).to_have_text(words)
    box = menu.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, SMALL["width"])
    assert luc.page.evaluate(FITS)
    # The veil closes it.
    luc.page.mouse.click(160, 100)
    expect(menu).to_have_count(0)


def test_an_exchange_is_closed_with_a_reason_and_that_is_undone(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    ask(jeanne, "Motif secret", "Une tache.")
    read(claire, "Motif secret")
    take(claire)
    say(claire, "Ce n’est pas de mon domaine.")
    claire.option("Clôturer l’échange")
    dialog = claire.page.get_by_role("dialog")
    dialog.get_by_label("Motif").select_option(label="Hors périmètre")
    dialog.get_by_label("Archiver après clôture").check()
    dialog.get_by_role("button", name="Clôturer", exact=True).click()
    toast = claire.page.locator(".toast")
    expect(toast).to_contain_text("Échange clôturé")
    expect(claire.page.locator(".system").last).to_contain_text("Hors périmètre")
    expect(claire.row("Motif secret")).to_have_count(0)
    expect(stage(jeanne)).to_have_text("Clôturée")
    assert "Hors périmètre" not in jeanne.page.content()
    toast.get_by_role("button", name="Annuler").click()
    expect(claire.page.locator(".composer")).to_be_visible()
    expect(claire.row("Motif secret")).to_be_visible()
    expect(jeanne.page.locator(".composer")).to_be_visible()
    parts = details(claire)
    for words in ("Question posée", "Prise en charge", "Première réponse"):
        expect(parts).to_contain_text(words)


def test_nothing_of_a_lost_question_stays_beside_it(arrives: Arrive):
    """With the details and the search open, on three screens at once."""
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    karim, sophie = arrives(KARIM), arrives(SOPHIE, phone=True)
    ask(jeanne, "Colibri perdu", "Texte du colibri.")
    for expert in (claire, karim, sophie):
        read(expert, "Colibri perdu")
    details(karim)
    button(karim, "Rechercher dans la conversation").click()
    karim.page.get_by_role("searchbox", name="Rechercher dans").fill("colibri")
    expect(karim.page.locator("mark.hit-now")).to_be_visible()
    expect(karim.page.locator(".thread-line")).to_contain_text("En attente depuis")
    take(claire)
    for beaten in (karim, sophie):
        expect(lost(beaten)).to_be_visible()
        assert "colibri" not in beaten.page.content().lower()


def test_what_fails_stays_last_and_is_said_aloud(arrives: Arrive):
    """The patient writes without a line; meanwhile the exchange is closed."""
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    jeanne.expects_cuts = True
    ask(jeanne, "Trop tard", "Une question.")
    read(claire, "Trop tard")
    take(claire)
    say(claire, "Voici ma réponse.")
    jeanne.sees("Voici ma réponse.")
    jeanne.context.set_offline(True)
    jeanne.write("Encore une chose")
    waiting = jeanne.page.locator(".message-pending .mark-waiting")
    expect(waiting).to_have_attribute("title", "En attente de connexion")
    claire.option("Clôturer l’échange")
    dialog = claire.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Clôturer", exact=True).click()
    expect(claire.page.get_by_text("Échange clôturé le")).to_be_visible()
    jeanne.context.set_offline(False)
    failure = jeanne.page.locator(".failure[role=alert]")
    expect(failure).to_contain_text("Échec de l’envoi de votre message")
    expect(jeanne.page.locator("li.message").last).to_contain_text("Encore une chose")
    failure.get_by_role("button", name="Supprimer").click()
    expect(jeanne.page.locator(".message-pending")).to_have_count(0)
