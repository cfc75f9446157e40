"""Two desktops and a phone: private messages and groups, live."""

from playwright.sync_api import expect

from tests.browser.conftest import Arrive

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
LUC, SOPHIE = "luc.girard@tilleuls.example", "sophie.moreau@tilleuls.example"


def test_two_desktops_and_a_phone_exchange_privately_and_in_a_group(arrives: Arrive):
    claire, karim, luc = arrives(CLAIRE), arrives(KARIM), arrives(LUC, phone=True)

    claire.open("Dr Karim Benali")
    claire.write("Un avis avant midi ?")
    expect(karim.row("Dr Claire Petit")).to_contain_text("Un avis avant midi ?")
    karim.open("Dr Claire Petit")
    karim.write("Oui, montrez-moi.\nSalle 4.")
    claire.sees("Salle 4.")
    expect(claire.message("Un avis avant midi ?").locator(".mark-read")).to_be_visible()

    claire.creates_group("Avis du matin", "Dr Karim Benali", "M. Luc Girard")
    luc.open("Avis du matin")
    luc.write("Présent, du téléphone")
    karim.open("Avis du matin")
    karim.write("Présent aussi")
    for reader in (claire, karim, luc):
        reader.sees("Présent, du téléphone")
        reader.sees("Présent aussi")
        assert reader.texts() == ["Présent, du téléphone", "Présent aussi"]


def test_who_writes_is_seen_writing(arrives: Arrive):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.open("Dr Karim Benali")
    karim.open("Dr Claire Petit")
    # Who is there is known once the thread is.
    for reader in (claire, karim):
        expect(reader.page.locator(".bubble-text").first).to_be_visible()
    karim.page.get_by_label("Message", exact=True).press_sequentially("Alors")
    expect(claire.page.locator(".thread-typing")).to_contain_text("Karim Benali")
    karim.page.get_by_label("Message", exact=True).fill("")


def test_a_removed_members_screen_empties(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC, phone=True)
    claire.creates_group("Tournée de nuit", "M. Luc Girard", "Dr Sophie Moreau")
    claire.write("Réservé aux membres")
    luc.open("Tournée de nuit")
    luc.sees("Réservé aux membres")
    dialog = claire.members()
    dialog.get_by_role("button", name="Retirer M. Luc Girard du groupe").click()
    expect(dialog.get_by_text("M. Luc Girard")).to_have_count(0)
    expect(
        luc.page.get_by_text("Vous n’avez plus accès à cet échange.")
    ).to_be_visible()
    assert "Réservé aux membres" not in luc.page.content()
    luc.page.get_by_role("button", name="Revenir aux discussions").click()
    expect(luc.row("Tournée de nuit")).to_have_count(0)


def test_a_group_is_renamed_grows_and_is_left(arrives: Arrive):
    claire, sophie = arrives(CLAIRE), arrives(SOPHIE)
    claire.creates_group("Projet de mars", "Dr Karim Benali")
    claire.write("Avant l’arrivée de Sophie")
    dialog = claire.members()
    dialog.get_by_label("Nom du groupe").fill("Projet d’avril")
    dialog.get_by_role("button", name="Renommer").click()
    expect(claire.page.locator("#thread-title")).to_have_text("Projet d’avril")
    dialog.get_by_role("button", name="Ajouter des membres").click()
    dialog.get_by_role("button", name="Dr Sophie Moreau").click()
    dialog.get_by_role("button", name="Terminer").click()
    expect(dialog.get_by_text("Dr Sophie Moreau")).to_be_visible()
    dialog.get_by_role("button", name="Fermer").click()

    sophie.open("Projet d’avril")
    claire.write("Bienvenue, Sophie")
    sophie.sees("Bienvenue, Sophie")
    sophie.sees("Avant l’arrivée de Sophie", times=0)
    leaving = sophie.members()
    leaving.get_by_role("button", name="Quitter le groupe").click()
    leaving.get_by_role("button", name="Quitter le groupe").click()
    expect(sophie.row("Projet d’avril")).to_have_count(0)
    expect(claire.page.locator(".system").last).to_contain_text(
        "Sophie Moreau a quitté"
    )


def test_a_message_is_answered_and_retracted(arrives: Arrive):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.open("Dr Karim Benali")
    karim.open("Dr Claire Petit")
    claire.write("Réunion à 15 h")
    karim.message("Réunion à 15 h").hover()
    actions = karim.message("Réunion à 15 h").get_by_role("button", name="Actions")
    actions.click()
    karim.page.get_by_role("menuitem", name="Répondre").click()
    karim.write("Plutôt 16 h")
    quote = claire.message("Plutôt 16 h").locator(".quote")
    expect(quote).to_contain_text("Réunion à 15 h")

    claire.message("Réunion à 15 h").hover()
    first = claire.page.locator("li.message-mine", has_text="Réunion à 15 h")
    first.get_by_role("button", name="Actions").click()
    claire.page.get_by_role("menuitem", name="Retirer").click()
    confirm = claire.page.get_by_role("dialog")
    confirm.get_by_role("button", name="Retirer le message").click()
    for reader in (claire, karim):
        expect(reader.bubble("Réunion à 15 h")).to_have_count(0)
        expect(reader.message("Plutôt 16 h").locator(".quote")).to_contain_text(
            "retiré"
        )


def test_pages_of_history_are_read_upwards(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.creates_group("Longue histoire", "Dr Karim Benali")
    for n in range(1, 66):
        claire.write(f"ligne {n:03}")
    claire.sees("ligne 065")
    expect(claire.page.locator(".message-pending")).to_have_count(0)
    claire.page.reload()
    claire.sees("ligne 065")
    claire.sees("ligne 010", times=0)
    claire.page.locator(".timeline").evaluate("(box) => { box.scrollTop = 0; }")
    claire.sees("ligne 001")
    assert claire.texts() == [f"ligne {n:03}" for n in range(1, 66)]
