"""A patient asks an expert group; one member takes it, for the others it is gone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.asking import (
    answering,
    ask,
    lost,
    n_waiting,
    note_emptying,
    read,
    stage,
    take,
    unfold,
    waiting,
)
from tests.browser.conftest import Arrive

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
SOPHIE, ADMIN = "sophie.moreau@tilleuls.example", "admin@tilleuls.example"
JEANNE, THOMAS = "jeanne.dubois@patients.example", "thomas.leroy@patients.example"
PRESS = "document.querySelector('.claim-button').click()"
# Both press at one moment: neither waits for the other's page.
PRESS_AT = f"(at) => {{ setTimeout(() => {PRESS}, at - Date.now()); }}"
PRESS_AND_TELL = f"(() => {{ const at = Date.now(); {PRESS}; return at; }})()"
ONE_SECOND_MS = 1_000
PATIENT_SEES = "[...document.querySelectorAll('.mark')].map((mark) => mark.title)"


def test_a_patient_asks_on_a_phone_and_reads_the_answer_live(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    before = n_waiting(claire)
    ask(jeanne, "Tache brune", "Elle est apparue il y a deux mois.")
    expect(stage(jeanne)).to_have_text("Reçue par le groupe")
    expect(jeanne.page.get_by_text("ne sont pas instantanés")).to_be_visible()
    expect(jeanne.page.get_by_text("appelez le 15").last).to_be_visible()
    expect(unfold(claire).locator(".badge > [aria-hidden]")).to_have_text(
        str(before + 1)
    )

    read(claire, "Tache brune")
    claire.sees("Elle est apparue il y a deux mois.")
    expect(stage(jeanne)).to_have_text("Reçue par le groupe")
    take(claire)
    expect(stage(jeanne)).to_have_text("Prise en charge par un expert")
    claire.page.get_by_label("Message", exact=True).press_sequentially("A-t-elle")
    claire.write("A-t-elle changé ?")
    jeanne.sees("A-t-elle changé ?")
    expect(stage(jeanne)).to_have_text("Réponse reçue")
    jeanne.write("Un peu plus foncée.")
    claire.sees("Un peu plus foncée.")

    # The expert sees what the patient has read; the patient, never what he has.
    expect(claire.message("A-t-elle changé ?").locator(".mark-read")).to_be_visible()
    expect(jeanne.page.locator(".mark-sent").last).to_be_visible()
    assert set(jeanne.page.evaluate(PATIENT_SEES)) == {"Envoyé"}
    expect(jeanne.page.locator(".thread-typing")).to_have_count(0)


def test_an_exchange_is_closed_and_reopened(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    jeanne.open("Tache brune")
    claire.open("Tache brune")
    claire.option("Clôturer l’échange")
    dialog = claire.page.get_by_role("dialog")
    expect(dialog).to_contain_text("pendant 7 jours")
    dialog.get_by_label("Message de clôture").fill("Rien d’inquiétant.")
    dialog.get_by_role("button", name="Clôturer").click()
    for reader in (claire, jeanne):
        reader.sees("Rien d’inquiétant.")
        expect(reader.page.get_by_text("Échange clôturé le")).to_be_visible()
        expect(reader.page.locator(".composer")).to_have_count(0)
    expect(stage(jeanne)).to_have_text("Clôturée")
    expect(claire.row("Tache brune")).to_contain_text("Clôturée")

    jeanne.page.get_by_role("button", name="Demander la réouverture").click()
    for reader in (claire, jeanne):
        expect(reader.page.locator(".composer")).to_be_visible()
    jeanne.write("Une dernière chose")
    claire.sees("Une dernière chose")
    claire.option("Clôturer l’échange")
    dialog.get_by_role("button", name="Clôturer").click()
    claire.page.get_by_role("button", name="Rouvrir l’échange").click()
    expect(jeanne.page.locator(".composer")).to_be_visible()
    claire.option("Archiver")
    expect(claire.row("Tache brune")).to_have_count(0)


def test_the_losers_screen_empties_and_leads_on(arrives: Arrive):
    jeanne, claire, karim = arrives(JEANNE, phone=True), arrives(CLAIRE), arrives(KARIM)
    ask(jeanne, "Rougeur cobalt", "Secret que seul un expert lira.")
    ask_again = "Deuxième question"
    jeanne.page.get_by_role("button", name="Revenir aux discussions").click()
    ask(jeanne, ask_again, "Une autre.")
    for expert in (claire, karim):
        read(expert, "Rougeur cobalt")
    note_emptying(karim)
    pressed_at = claire.page.evaluate(PRESS_AND_TELL)
    expect(lost(karim)).to_be_visible()
    assert karim.page.evaluate("window.emptiedAt") - pressed_at < ONE_SECOND_MS
    expect(claire.page.get_by_label("Message", exact=True)).to_be_focused()
    expect(waiting(karim, "Rougeur cobalt")).to_have_count(0)
    for word in ("cobalt", "Secret que"):
        assert word not in karim.page.content()
    assert karim.page.evaluate("document.activeElement.closest('.list') !== null")
    n = n_waiting(karim)
    karim.page.get_by_role("button", name="Question suivante").click()
    expect(answering(karim)).to_be_visible()
    karim.page.reload()
    expect(answering(karim)).to_be_visible()
    assert n_waiting(karim) == n
    assert claire.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_a_press_means_the_row_on_which_it_began(arrives: Arrive):
    jeanne, claire = arrives(JEANNE, phone=True), arrives(CLAIRE)
    ask(jeanne, "Ongle strié", "Depuis l’été.")
    jeanne.page.get_by_role("button", name="Revenir aux discussions").click()
    ask(jeanne, "Paume sèche", "Les deux mains.")
    tab = claire.second_tab()
    read(tab, "Ongle strié")
    unfold(claire)
    row = waiting(claire, "Paume sèche")
    row.hover()
    place = row.bounding_box()
    assert place
    claire.page.mouse.down()
    take(tab)
    # What stood above it is mine now, and the row goes up from under the pointer.
    expect(waiting(claire, "Ongle strié")).to_have_count(0)
    claire.page.wait_for_function(
        "([words, y]) => [...document.querySelectorAll('.queue-row')].some("
        "(one) => one.textContent.includes(words)"
        " && one.getBoundingClientRect().bottom < y)",
        arg=["Paume sèche", place["y"] + place["height"] / 2],
    )
    claire.page.mouse.up()
    expect(claire.page.locator("#thread-title")).to_have_text("Paume sèche")


def test_of_two_who_press_at_once_one_answers(arrives: Arrive):
    jeanne, claire, karim = arrives(JEANNE, phone=True), arrives(CLAIRE), arrives(KARIM)
    ask(jeanne, "À la seconde près", "Qui sera le premier ?")
    for expert in (claire, karim):
        read(expert, "À la seconde près")
    moment = claire.page.evaluate("Date.now()") + ONE_SECOND_MS
    for expert in (claire, karim):
        expert.page.evaluate(PRESS_AT, moment)
    outcomes = claire.page.locator(".lost-words, .system:has-text('Vous avez pris')")
    expect(outcomes).to_have_count(1)
    won, beaten = (karim, claire) if lost(claire).count() else (claire, karim)
    expect(lost(beaten)).to_be_visible()
    assert "Qui sera" not in beaten.page.content()
    won.write("Moi")
    jeanne.sees("Moi")


def test_what_the_loser_wrote_is_in_his_drafts(arrives: Arrive):
    """He presses « Répondre » while his line is down, and writes."""
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    karim = arrives(KARIM, phone=True)
    karim.expects_cuts = True
    ask(jeanne, "Sans réseau", "Texte réservé.")
    for expert in (claire, karim):
        read(expert, "Sans réseau")
    karim.context.set_offline(True)
    expect(karim.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    answering(karim).click()
    karim.write("Je pense à un eczéma")
    karim.page.get_by_label("Message", exact=True).fill("Et puis")
    take(claire)
    karim.context.set_offline(False)
    expect(lost(karim)).to_be_visible()
    expect(karim.page.get_by_role("button", name="Question suivante")).to_be_visible()
    expect(karim.page.locator(".toast")).to_contain_text("conservé dans Brouillons")
    assert "Texte réservé" not in karim.page.content()
    karim.page.get_by_role("button", name="Brouillons").click()
    kept = karim.page.get_by_role("dialog").locator(".draft")
    expect(kept).to_contain_text("Je pense à un eczéma")
    kept.get_by_role("button", name="Supprimer").click()
    expect(kept).to_have_count(0)


def test_a_question_goes_back_to_the_queue_or_is_withdrawn(arrives: Arrive):
    jeanne, claire, karim = arrives(JEANNE), arrives(CLAIRE), arrives(KARIM)
    ask(jeanne, "Aller et retour", "Toujours là.")
    read(claire, "Aller et retour")
    take(claire)
    unfold(karim)
    expect(waiting(karim, "Aller et retour")).to_have_count(0)
    claire.option("Remettre dans la file")
    expect(claire.row("Aller et retour")).to_have_count(0)
    read(karim, "Aller et retour")
    expect(stage(jeanne)).to_have_text("Reçue par le groupe")
    jeanne.write("Je précise : à gauche.")
    karim.sees("Je précise : à gauche.")

    jeanne.option("Retirer ma question")
    dialog = jeanne.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Retirer ma question").click()
    expect(jeanne.page.get_by_text("Vous avez retiré cette question")).to_be_visible()
    expect(lost(karim)).to_be_visible()
    assert "à gauche" not in karim.page.content()


def test_an_administrator_sees_counts_and_no_question(arrives: Arrive):
    admin, sophie = arrives(ADMIN), arrives(SOPHIE)
    n = n_waiting(sophie)
    group = admin.page.locator(".group-item", has_text="Dermatologie")
    expect(group.locator(".badge > [aria-hidden]")).to_have_text(str(n))
    expect(admin.page.locator(".queue-row")).to_have_count(0)
    expect(admin.page.get_by_role("button", name="Poser une question")).to_have_count(0)


def test_questions_in_english(arrives: Arrive):
    thomas, sophie = arrives(THOMAS), arrives(SOPHIE)
    page = thomas.page
    page.get_by_role("button", name="Ask a question").click()
    page.get_by_label("Peau (dermatologie)").check()
    page.locator(".ask-send").click()
    page.get_by_label("Subject").fill("A mole has changed")
    page.get_by_label("Message", exact=True).fill("It is darker.")
    page.locator(".ask-send").click()
    page.locator(".ask-send").click()
    page.get_by_label("I understand").check()
    page.locator(".ask-send").click()
    page.locator(".ask-sent .button").first.click()
    expect(stage(thomas)).to_have_text("Received by the group")
    read(sophie, "A mole has changed")
    take(sophie)
    sophie.write("Since when?")
    thomas.sees("Since when?")
    expect(stage(thomas)).to_have_text("Answered")
    expect(page.locator(".system").last).to_contain_text("took this question")


def test_a_refused_address_is_named(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.page.add_init_script(
        "const Real = WebSocket; window.WebSocket = class extends EventTarget {"
        " constructor() { super(); setTimeout(() => { this.onopen?.();"
        " this.onmessage?.({data: JSON.stringify({type: 'bye', code: 4403,"
        " reason: 'origin_not_allowed'})}); this.onclose?.({code: 4403}); }); }"
        " send() {} close() {} };"
    )
    claire.page.reload()
    refusal = claire.page.get_by_role("alert")
    expect(refusal).to_contain_text("depuis cette adresse")
    expect(refusal).not_to_contain_text("activé la messagerie")
