"""The frame around the panes: menu, widths, keys, preferences, an app of the device."""

import re

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser.conftest import Arrive
from tests.browser.reader import Reader

pytestmark = pytest.mark.page

CLAIRE, LUC = "claire.petit@tilleuls.example", "luc.girard@tilleuls.example"
ANNE, SOPHIE = "anne.roy@tilleuls.example", "sophie.moreau@tilleuls.example"
ADMIN = "admin@tilleuls.example"
FITS = "document.documentElement.scrollWidth <= innerWidth"
ROOT = "document.documentElement"


def sized(width: int, height: int = 800) -> dict[str, object]:
    return {"viewport": {"width": width, "height": height}}


def menu(reader: Reader) -> Locator:
    return reader.page.get_by_role("navigation", name="Menu principal")


def box(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found is not None, "not drawn"
    return found


def prefers(reader: Reader) -> None:
    """Open « Préférences » from the profile."""
    menu(reader).get_by_role("button", name="mon profil").click()
    reader.page.get_by_role("menuitem", name="Préférences").click()


def test_three_panes_side_by_side(arrives: Arrive):
    claire = arrives(CLAIRE, **sized(1440, 900))
    expect(menu(claire).get_by_text("Connecté")).to_be_visible()
    claire.open("Dr Karim Benali")
    lefts = [
        box(claire.page.locator(place))["x"]
        for place in (".sidebar", "section.list", "main.thread")
    ]
    assert lefts == sorted(lefts)
    assert len({*lefts}) == 3
    assert claire.page.evaluate(FITS)


def test_a_smaller_window_has_icons_with_names(arrives: Arrive):
    claire = arrives(CLAIRE, **sized(900))
    entry = menu(claire).get_by_role("link", name=re.compile("^Discussions"))
    expect(entry).to_have_attribute("title", "Discussions")
    assert box(entry)["width"] < 60
    menu(claire).get_by_role("link", name=re.compile("^Brouillons")).click()
    expect(claire.page).to_have_url(re.compile("/messages/drafts$"))


def test_a_tablet_has_the_menu_in_a_drawer(arrives: Arrive):
    claire = arrives(CLAIRE, **sized(700))
    expect(menu(claire)).to_have_count(0)
    button = claire.page.get_by_role("button", name="Menu", exact=True)
    button.click()
    expect(menu(claire).get_by_role("link", name="Discussions")).to_be_visible()
    claire.page.keyboard.press("Escape")
    expect(menu(claire)).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_one_pane_and_a_bar_below(arrives: Arrive, width: int):
    luc = arrives(LUC, phone=True, **sized(width, 700))
    bar = menu(luc)
    for words in ("Discussions", "Brouillons", "Plus"):
        expect(bar.get_by_text(words, exact=True)).to_be_visible()
    assert all(box(item)["height"] >= 48 for item in bar.locator(".bottom-item").all())
    assert luc.page.evaluate(FITS)
    luc.open("Plaies et cicatrisation : suivi")
    expect(luc.page.locator("section.list")).to_be_hidden()
    expect(menu(luc)).to_have_count(0)
    luc.page.go_back()
    expect(luc.page.locator("section.list")).to_be_visible()
    bar.get_by_role("button", name="Plus").click()
    dialog = luc.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Préférences").click()
    expect(luc.page.get_by_role("heading", name="Préférences")).to_be_visible()
    assert luc.page.evaluate(FITS)


def test_twice_as_large_text_reflows(arrives: Arrive):
    anne = arrives(ANNE, phone=True, **sized(320, 700))
    anne.page.evaluate(f"{ROOT}.dataset.textSize = '200'")
    anne.page.set_viewport_size({"width": 321, "height": 700})
    assert anne.page.evaluate(FITS)
    anne.page.locator("a.row").first.click()
    expect(anne.page.locator("#thread-title")).to_be_visible()
    assert anne.page.evaluate(FITS)


def test_the_menu_counts_what_is_unread(arrives: Arrive):
    sophie, anne = arrives(SOPHIE), arrives(ANNE)
    sophie.creates_group("Au menu", "Mme Anne Roy")
    n = anne.counted()
    sophie.write("Un mot")
    words = f"^Discussions {n + 1} message"
    expect(menu(anne).get_by_role("link", name=re.compile(words))).to_be_visible()
    anne.open("Au menu")
    anne.counts(n)
    with anne.page.expect_response("**/me/preferences"):
        menu(anne).get_by_role("button", name="Messages").click()
    expect(menu(anne).get_by_role("link", name="Brouillons")).to_be_hidden()
    anne.page.reload()
    anne.is_live()
    expect(menu(anne).get_by_role("link", name="Brouillons")).to_be_hidden()
    menu(anne).get_by_role("button", name="Messages").click()
    expect(menu(anne).get_by_role("link", name="Brouillons")).to_be_visible()


def test_places_have_addresses_and_back_leads_through_them(arrives: Arrive):
    admin = arrives(ADMIN)
    menu(admin).get_by_role("link", name="Groupes d’experts").click()
    expect(
        admin.page.get_by_role("heading", name="Groupes d’experts").last
    ).to_be_focused()
    admin.page.reload()
    admin.is_live()
    expect(admin.page).to_have_url(re.compile("/messages/experts$"))
    expect(admin.page.locator("#experts-title")).to_be_visible()
    admin.page.go_back()
    expect(admin.page).to_have_url(re.compile("/messages/discussions$"))
    expect(admin.page.locator("#experts-title")).to_have_count(0)


def test_skip_links_lead_past_the_menu(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Dr Karim Benali")
    skips = claire.page.locator(".skip-link")
    assert skips.all_inner_texts() == [
        "Aller aux discussions",
        "Aller au message",
        "Aller à la saisie",
    ]
    skips.nth(2).focus()
    claire.page.keyboard.press("Enter")
    expect(claire.page.get_by_label("Message", exact=True)).to_be_focused()
    skips.nth(0).focus()
    claire.page.keyboard.press("Enter")
    expect(claire.page.locator("a.row[aria-current]")).to_be_focused()


def test_letters_are_keys_outside_of_fields_only(arrives: Arrive):
    claire = arrives(CLAIRE)
    keyboard = claire.page.keyboard
    claire.open("Dr Karim Benali")
    keyboard.press("j")
    expect(claire.page.locator("#thread-title")).not_to_have_text("Dr Karim Benali")
    keyboard.press("r")
    box = claire.page.get_by_label("Message", exact=True)
    expect(box).to_be_focused()
    keyboard.type("jnk?")
    expect(box).to_have_value("jnk?")
    box.fill("")
    claire.page.locator("#thread-title").focus()
    keyboard.press("?")
    expect(claire.page.get_by_role("dialog")).to_contain_text(
        "Aller à une conversation"
    )
    keyboard.press("Escape")
    keyboard.press("/")
    expect(claire.page.get_by_label("Rechercher un mot du titre")).to_be_focused()


def test_f6_goes_from_pane_to_pane(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Dr Karim Benali")
    where = "document.activeElement.closest('.sidebar, .list, .thread').classList[0]"
    seen = []
    for _ in range(3):
        claire.page.keyboard.press("F6")
        seen.append(claire.page.evaluate(where))
    assert seen == ["sidebar", "list", "thread"]
    claire.page.keyboard.press("Shift+F6")
    assert claire.page.evaluate(where) == "list"


def test_letters_can_be_switched_off(arrives: Arrive):
    claire = arrives(CLAIRE)
    prefers(claire)
    claire.page.get_by_role("switch", name="Raccourcis d’une seule lettre").click()
    claire.page.keyboard.press("Escape")
    claire.page.locator("a.row").first.focus()
    claire.page.keyboard.press("?")
    expect(claire.page.get_by_role("dialog")).to_have_count(0)
    claire.page.keyboard.press("Control+k")
    expect(claire.page.get_by_role("dialog")).to_be_visible()
    claire.page.keyboard.press("Escape")
    prefers(claire)
    claire.page.get_by_role("switch", name="Raccourcis d’une seule lettre").click()


def test_going_to_a_conversation_by_a_word_of_its_title(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.page.keyboard.press("Control+k")
    box = claire.page.get_by_role("dialog").get_by_role("combobox")
    expect(box).to_be_focused()
    box.fill("mardi")
    expect(claire.page.get_by_role("dialog").get_by_role("option")).to_have_count(1)
    claire.page.keyboard.press("Enter")
    expect(claire.page.locator("#thread-title")).to_have_text("Dossiers du mardi")


def test_preferences_hold_here_there_and_after_a_reload(arrives: Arrive):
    sophie = arrives(SOPHIE)
    other = sophie.second_tab()
    prefers(sophie)
    dialog = sophie.page.get_by_role("dialog")
    dialog.get_by_text("Contraste élevé").click()
    slider = dialog.get_by_role("slider", name="Taille du texte")
    slider.focus()
    sophie.page.keyboard.press("ArrowRight")
    sophie.page.keyboard.press("ArrowRight")
    dialog.get_by_text("Compacte").click()
    for tab in (sophie, other):
        root = tab.page.locator("html")
        expect(root).to_have_attribute("data-theme", "contrast")
        expect(root).to_have_attribute("data-text-size", "120")
        expect(root).to_have_attribute("data-density", "compact")
    sophie.page.reload()
    sophie.is_live()
    expect(sophie.page.locator("html")).to_have_attribute("data-text-size", "120")
    size = sophie.page.evaluate(f"getComputedStyle({ROOT}).fontSize")
    assert size == "19.2px"
    sophie.page.evaluate(
        "fetch('/api/v1/me/preferences', {method: 'PATCH', headers: {"
        "'Content-Type': 'application/json', 'X-CSRFToken':"
        " document.cookie.match(/csrftoken=([^;]+)/)[1]}, body: JSON.stringify("
        "{theme: 'system', text_size: 100, density: 'comfortable'})})"
    )


def test_the_chosen_theme_goes_before_that_of_the_system(arrives: Arrive):
    claire = arrives(CLAIRE, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = claire.page.evaluate(ground)
    prefers(claire)
    claire.page.get_by_role("dialog").get_by_text("Sombre").click()
    expect(claire.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert claire.page.evaluate(ground) != light
    claire.page.get_by_role("dialog").get_by_text("Système").click()
    expect(claire.page.locator("html")).to_have_attribute("data-theme", "system")
    assert claire.page.evaluate(ground) == light


def test_the_worker_keeps_no_message_and_leaves_with_the_person(arrives: Arrive):
    claire = arrives(CLAIRE, fresh=True)
    claire.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    claire.open("Dr Karim Benali")
    kept = claire.page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) =>"
        " caches.open(name).then((cache) => cache.keys()))))"
        ".then((all) => all.flat().map((one) => new URL(one.url).pathname))"
    )
    assert "/offline" in kept
    assert all(path == "/offline" or path.startswith("/static/") for path in kept)
    claire.expects_cuts = True
    claire.context.set_offline(True)
    claire.page.goto("/messages/discussions")
    expect(claire.page.get_by_role("heading", name="Hors connexion")).to_be_visible()
    claire.context.set_offline(False)
    claire.is_live()
    menu(claire).get_by_role("button", name="mon profil").click()
    claire.page.get_by_role("menuitem", name="Se déconnecter").click()
    claire.page.wait_for_url("**/accounts/login/**")
    assert claire.page.evaluate("caches.keys()") == []
    workers = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert claire.page.evaluate(workers) == 0


def test_the_line_is_told_in_words(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.expects_cuts = True
    connection = menu(claire).locator(".connection")
    expect(connection).to_have_text("Connecté")
    claire.context.set_offline(True)
    expect(connection).to_have_text("Hors connexion")
    claire.context.set_offline(False)
    expect(connection).to_have_text("Connecté")
