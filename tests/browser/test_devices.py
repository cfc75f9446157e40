"""One person on several tabs and devices: they show the same."""

from playwright.sync_api import expect

from tests.browser.conftest import Arrive

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
ANNE, SOPHIE = "anne.roy@tilleuls.example", "sophie.moreau@tilleuls.example"


def test_two_tabs_of_one_person_stay_equal(arrives: Arrive):
    sophie, anne = arrives(SOPHIE), arrives(ANNE)
    sophie.creates_group("Deux onglets", "Mme Anne Roy")
    first, second = anne, anne.second_tab()
    n = first.counted()
    sophie.write("Bonjour Anne")
    for tab in (first, second):
        tab.badge("Deux onglets", 1)
        tab.counts(n + 1)

    first.page.bring_to_front()
    first.open("Deux onglets")
    second.badge("Deux onglets", 0)
    second.counts(n)

    first.page.get_by_label("Message", exact=True).fill("À finir plus tard")
    expect(second.row("Deux onglets")).to_contain_text("Brouillon")
    second.open("Deux onglets")
    expect(second.page.get_by_label("Message", exact=True)).to_have_value(
        "À finir plus tard"
    )
    first.write("Fini")
    second.sees("Fini")
    expect(second.page.get_by_label("Message", exact=True)).to_have_value("")

    first.option("Désactiver les notifications")
    first.page.get_by_role("dialog").get_by_role("button", name="Toujours").click()
    expect(second.page.locator(".thread-line")).to_contain_text(
        "Notifications désactivées"
    )
    first.option("Archiver")
    for tab in (first, second):
        expect(tab.row("Deux onglets")).to_have_count(0)
    sophie.write("Encore un mot")
    for tab in (first, second):
        expect(tab.row("Deux onglets")).to_have_count(1)


def test_muted_is_counted_in_grey_and_not_in_the_title(arrives: Arrive):
    sophie, anne = arrives(SOPHIE), arrives(ANNE)
    sophie.creates_group("Au calme", "Mme Anne Roy")
    anne.open("Au calme")
    anne.option("Désactiver les notifications")
    anne.page.get_by_role("dialog").get_by_role("button", name="1 heure").click()
    expect(anne.page.locator(".thread-line")).to_contain_text("jusqu’au")
    anne.open("Deux onglets")
    n = anne.counted()
    sophie.write("Sans urgence")
    anne.badge("Au calme", 1)
    expect(anne.row("Au calme").locator(".badge-quiet")).to_be_visible()
    anne.counts(n)


def test_signing_out_in_one_tab_ends_the_other(arrives: Arrive):
    claire = arrives(CLAIRE, fresh=True)
    other = claire.second_tab()
    other.open("Dr Karim Benali")
    # The page of the other tab asks once more before it is replaced.
    claire.expects_cuts = other.expects_cuts = True
    claire.page.get_by_role("button", name="mon profil").click()
    claire.page.get_by_role("menuitem", name="Se déconnecter").click()
    other.page.wait_for_url("**/accounts/login/**")
    assert "next=%2Fmessages%2Fdiscussions%2F" in other.page.url
