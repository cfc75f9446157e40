"""What is announced, and what is not: new words of the open thread, failures, losses.

The announcer gathers for two seconds; a test waits for what it says, not for a time.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.asking import ask, lost, read, take
from tests.browser.conftest import Arrive
from tests.browser.ears import Ears, log_is_apart
from tests.browser.screens import CLAIRE, JEANNE

pytestmark = pytest.mark.page

KARIM, LUC = "karim.benali@tilleuls.example", "luc.girard@tilleuls.example"


def test_new_messages_of_the_open_thread_are_said_once(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.creates_group("Annonces", "M. Luc Girard", "Dr Karim Benali")
    luc.creates_group("Ailleurs", "Dr Claire Petit", "Dr Karim Benali")
    luc.open("Annonces")
    claire.open("Annonces")
    log_is_apart(claire.page)
    claire.page.bring_to_front()
    ears = Ears(claire.page)
    claire.write("Ma propre phrase")
    luc.sees("Ma propre phrase")
    luc.open("Ailleurs")
    luc.write("Dans l’autre fil")
    luc.sees("Dans l’autre fil")
    luc.open("Annonces")
    luc.write("Première")
    ears.hears("log", "Première")
    luc.write("Seconde")
    ears.hears("log", "Seconde")
    assert ears.heard("log") == [
        "M. Luc Girard : Première",
        "M. Luc Girard : Seconde",
    ]


def test_many_at_once_are_counted(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.creates_group("Rafale", "M. Luc Girard", "Dr Karim Benali")
    luc.open("Rafale")
    claire.expects_cuts = True
    claire.context.set_offline(True)
    expect(claire.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    for n in range(1, 6):
        luc.write(f"Rafale {n}")
    luc.sees("Rafale 5")
    expect(luc.page.locator(".message-pending")).to_have_count(0)
    claire.page.bring_to_front()
    ears = Ears(claire.page)
    claire.context.set_offline(False)
    ears.hears("log", "5 nouveaux messages")
    assert ears.heard("log") == ["5 nouveaux messages"]
    assert any("Connexion rétablie" in one for one in ears.heard("status"))


def test_history_is_not_read_out(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.page.bring_to_front()
    ears = Ears(claire.page)
    claire.open("Plaies et cicatrisation : suivi")
    claire.open("Dossiers du mardi")
    claire.sees("Parfait. On garde le troisième")
    assert ears.heard("log") == []


def test_a_window_in_the_background_says_nothing(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.creates_group("Arrière-plan", "M. Luc Girard", "Dr Karim Benali")
    luc.open("Arrière-plan")
    ears = Ears(claire.page)
    claire.page.evaluate("document.hasFocus = () => false")
    luc.write("Pendant que personne n’écoute")
    claire.sees("Pendant que personne n’écoute")
    claire.page.evaluate("delete document.hasFocus")
    claire.page.bring_to_front()
    luc.write("Et maintenant")
    ears.hears("log", "Et maintenant")
    assert ears.heard("log") == ["M. Luc Girard : Et maintenant"]


def test_a_message_that_fails_is_an_alert(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Dossiers du mardi")
    ears = Ears(claire.page)
    claire.page.evaluate(
        "() => { const box = document.querySelector('.composer textarea');"
        " box.value = 'a\\u0000';"
        " box.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    claire.page.get_by_label("Message", exact=True).press("Control+Enter")
    ears.hears("alert", "Échec de l’envoi")
    claire.page.get_by_role("button", name="Supprimer").click()
    expect(claire.page.locator(".message-pending")).to_have_count(0)


def test_a_lost_question_is_an_alert_without_its_words(arrives: Arrive):
    jeanne, claire, karim = arrives(JEANNE), arrives(CLAIRE), arrives(KARIM)
    ask(jeanne, "Annonce de la perte", "Texte que seul un expert lira.")
    for expert in (claire, karim):
        read(expert, "Annonce de la perte")
    ears = Ears(karim.page)
    take(claire)
    expect(lost(karim)).to_be_visible()
    [said] = ears.heard("alert")
    assert "Annonce" not in said
    assert not any("expert lira" in one for one in ears.heard())


def test_ticks_are_not_announced(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.creates_group("Coches", "M. Luc Girard", "Dr Karim Benali")
    claire.open("Coches")
    ears = Ears(claire.page)
    claire.write("Vu ?")
    luc.open("Coches")
    luc.sees("Vu ?")
    expect(claire.page.locator(".mark").last).to_be_visible()
    assert ears.heard("log") == ears.heard("alert") == []
    assert not any("Lu" in one for one in ears.heard("status"))
