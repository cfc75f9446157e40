"""For every hand, eye, screen and language."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive

pytestmark = pytest.mark.page

CLAIRE, LUC = "claire.petit@tilleuls.example", "luc.girard@tilleuls.example"
JEANNE, THOMAS = "jeanne.dubois@patients.example", "thomas.leroy@patients.example"
NARROW = {"viewport": {"width": 320, "height": 640}}
FITS = "document.documentElement.scrollWidth <= innerWidth"


def test_a_narrow_screen_never_scrolls_sideways(arrives: Arrive):
    luc = arrives(LUC, phone=True, **NARROW)
    assert luc.page.evaluate(FITS)
    luc.open("Plaies et cicatrisation : suivi")
    expect(luc.page.locator(".composer")).to_be_visible()
    expect(luc.page.locator("section.list")).to_be_hidden()
    luc.write("mot" * 80)
    luc.sees("mot" * 80)
    assert luc.page.evaluate(FITS)
    luc.members()
    assert luc.page.evaluate(FITS)
    luc.page.keyboard.press("Escape")
    luc.page.go_back()
    expect(luc.page.locator("section.list")).to_be_visible()
    expect(luc.page.locator(".composer")).to_be_hidden()


def test_the_keyboard_alone_reads_and_writes(arrives: Arrive):
    claire = arrives(CLAIRE)
    keyboard = claire.page.keyboard
    stops = claire.page.locator("a.row[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(claire.page.locator("#thread-title")).to_be_focused()
    claire.page.get_by_label("Message", exact=True).focus()
    keyboard.type("au clavier")
    keyboard.press("Control+Enter")
    claire.sees("au clavier")
    claire.page.get_by_role("button", name="Options").focus()
    keyboard.press("Enter")
    menu = claire.page.get_by_role("menu")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(claire.page.get_by_role("button", name="Options")).to_be_focused()


def test_new_messages_are_read_out_apart_from_the_thread(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    claire.creates_group("À voix haute", "M. Luc Girard")
    luc.open("À voix haute")
    claire.page.bring_to_front()
    luc.write("Entendez-vous ?")
    log = claire.page.get_by_role("log")
    expect(log).to_contain_text("M. Luc Girard : Entendez-vous ?")
    expect(
        claire.page.locator(".timeline[aria-live], .blocks[aria-live]")
    ).to_have_count(0)


def test_a_patient_has_a_list_and_no_dead_control(arrives: Arrive):
    jeanne = arrives(JEANNE)
    expect(jeanne.page.get_by_role("button", name="Poser une question")).to_be_visible()
    expect(jeanne.page.get_by_role("button", name="Nouveau message")).to_have_count(0)


def test_the_page_speaks_the_persons_language(arrives: Arrive):
    thomas = arrives(THOMAS)
    assert thomas.page.locator("html").get_attribute("lang") == "en"
    expect(thomas.page.get_by_role("heading", name="My messages")).to_be_visible()
    expect(thomas.page.get_by_text("Ask a question")).to_be_visible()
    expect(thomas.page).to_have_title(re.compile("My messages$"))


def test_the_dark_theme_follows_the_system(arrives: Arrive):
    claire = arrives(CLAIRE, color_scheme="dark")
    claire.page.locator("a.row").first.click()
    ground = claire.page.locator(".thread").evaluate(
        "(place) => getComputedStyle(place).backgroundColor"
    )
    red, green, blue = (int(part) for part in ground[4:-1].split(","))
    assert max(red, green, blue) < 60
