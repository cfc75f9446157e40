"""The line breaks, comes back, sleeps: nothing is lost, nothing comes twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Arrive
from tests.servers import House

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
# What a browser does to a tab that is long out of sight: its timers sleep.
HIDE = """
Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'});
Object.defineProperty(document, 'hidden', {get: () => true});
document.hasFocus = () => false;
window.setTimeout = window.setInterval = () => 0;
document.dispatchEvent(new Event('visibilitychange'));
"""


def test_messages_written_offline_go_out_once_and_in_order(arrives: Arrive):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.expects_cuts = True
    claire.open("Dr Karim Benali")
    karim.open("Dr Claire Petit")
    claire.context.set_offline(True)
    expect(claire.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    for n in (1, 2, 3):
        claire.write(f"sans réseau {n}")
    expect(claire.page.locator(".mark-waiting")).to_have_count(3)
    claire.context.set_offline(False)
    for reader in (claire, karim):
        for n in (1, 2, 3):
            reader.sees(f"sans réseau {n}")
        assert reader.texts()[-3:] == [f"sans réseau {n}" for n in (1, 2, 3)]
    expect(claire.page.locator(".message-pending")).to_have_count(0)


def test_what_others_wrote_meanwhile_is_there_after_the_return(arrives: Arrive):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    karim.expects_cuts = True
    claire.open("Dr Karim Benali")
    karim.open("Dr Claire Petit")
    karim.context.set_offline(True)
    expect(karim.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    for n in (1, 2):
        claire.write(f"pendant l’absence {n}")
    claire.sees("pendant l’absence 2")
    karim.context.set_offline(False)
    karim.sees("pendant l’absence 1")
    karim.sees("pendant l’absence 2")
    expect(karim.page.get_by_text("Connexion rétablie")).to_be_visible()


def test_a_killed_server_loses_nothing_and_the_page_comes_back(
    arrives: Arrive, house: House
):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.expects_cuts = karim.expects_cuts = True
    claire.open("Dr Karim Benali")
    karim.open("Dr Claire Petit")
    for web in house.web:
        web.kill()
    claire.write("écrit sans serveur")
    expect(claire.page.get_by_text("Reconnexion en cours")).to_be_visible()
    for web in house.web:
        web.start(wait=True)
    for reader in (claire, karim):
        reader.page.evaluate("window.dispatchEvent(new Event('online'))")
        reader.is_live()
    karim.sees("écrit sans serveur")
    expect(claire.page.locator(".message-pending")).to_have_count(0)
    claire.sees("écrit sans serveur")


def test_a_hidden_tab_stays_live(arrives: Arrive):
    """Many heartbeats pass while its timers sleep; it answers each one all the same."""
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    karim.open("Dr Claire Petit")
    claire.open("Dr Karim Benali")
    karim.page.evaluate(HIDE)
    claire.page.wait_for_timeout(14_000)
    assert karim.page.evaluate("[sockets, lastSocket.readyState]") == [1, 1]
    claire.write("toujours là ?")
    karim.sees("toujours là ?")
    expect(claire.message("toujours là ?").locator(".mark-read")).to_have_count(0)


def test_a_reload_keeps_the_thread_and_the_draft(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Mme Anne Roy")
    box = claire.page.get_by_label("Message", exact=True)
    box.fill("Brouillon qui dure")
    expect(claire.page.get_by_text("Brouillon enregistré")).to_be_visible()
    claire.page.reload()
    expect(claire.page.locator("#thread-title")).to_have_text("Mme Anne Roy")
    expect(box).to_have_value("Brouillon qui dure")
    box.fill("")
    box.blur()


def test_a_refused_message_stays_with_the_person(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Mme Anne Roy")
    # NUL is no text: the server refuses it.
    claire.page.evaluate(
        "() => { const box = document.querySelector('textarea');"
        " box.value = 'a\\u0000';"
        " box.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    claire.page.get_by_label("Message", exact=True).press("Control+Enter")
    expect(
        claire.page.get_by_role("alert").get_by_text("Échec de l’envoi")
    ).to_be_visible()
    claire.write("Celui-ci passe")
    claire.sees("Celui-ci passe")
    claire.page.get_by_role("button", name="Supprimer").click()
    expect(claire.page.locator(".message-pending")).to_have_count(0)


def test_a_frozen_tab_catches_up(arrives: Arrive):
    """It sleeps, as a phone in a pocket, for longer than the server waits."""
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    karim.expects_cuts = True
    claire.open("Dr Karim Benali")
    karim.open("Dr Claire Petit")
    session = karim.context.new_cdp_session(karim.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    for n in (1, 2, 3):
        claire.write(f"pendant le sommeil {n}")
    claire.page.wait_for_timeout(14_000)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    for n in (1, 2, 3):
        karim.sees(f"pendant le sommeil {n}")
    assert karim.texts()[-3:] == [f"pendant le sommeil {n}" for n in (1, 2, 3)]
    karim.is_live()
