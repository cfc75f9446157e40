"""Hostile words in every place where the page draws a text: names of people and groups,
titles, texts, quotes, drafts, system lines, what is read out.

`arrives` fails the test for a dialog, a console's error or a breach of the policy.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.administering import begins, goes_to_table, row_of, settings
from tests.browser.asking import ask, read, take, unfold, waiting
from tests.browser.conftest import Arrive
from tests.browser.ears import Ears
from tests.browser.reader import Reader
from tests.browser.screens import ADMIN, CLAIRE, JEANNE
from tests.servers import House

pytestmark = pytest.mark.page

ANNE, LUC = "anne.roy@tilleuls.example", "luc.girard@tilleuls.example"
IMAGE = "<img src=x onerror=alert(1)>"
NAME = f"Anne {IMAGE}"
GROUP, NEW_GROUP = f"Groupe {IMAGE}", f"Autre <b>nom</b> {IMAGE}"
TITLE, TEXT = f"Sujet {IMAGE}", f"Texte <svg onload=alert(2)> {IMAGE}"
# What such a text would become if it were read as markup.
MADE = "#live img, #live script, #live iframe, #live b, #live svg[onload], dialog img"
RENAME = (
    "from accounts.models import User; "
    "User.objects.filter(email={email!r}).update(display_name={name!r})"
)


def require_text(*readers: Reader) -> None:
    for reader in readers:
        expect(reader.page.locator(MADE)).to_have_count(0)


def shows(place: Locator, text: str) -> None:
    expect(place.first).to_contain_text(text)


@pytest.fixture
def hostile_name(house: House) -> Iterator[str]:
    def call_her(name: str) -> None:
        house.manage("shell", "-c", RENAME.format(email=ANNE, name=name))

    call_her(NAME)
    yield NAME
    call_her("Mme Anne Roy")


def test_conversations(arrives: Arrive):
    claire, luc = arrives(CLAIRE), arrives(LUC)
    page = claire.page
    claire.creates_group(GROUP, "M. Luc Girard", "Dr Karim Benali")
    luc.open(GROUP)
    page.bring_to_front()
    ears = Ears(page)
    luc.write(TEXT)
    claire.sees(TEXT)
    ears.hears("log", TEXT)
    claire.message(TEXT).hover()
    claire.message(TEXT).get_by_role("button", name="Actions").click()
    page.get_by_role("menuitem", name="Répondre").click()
    shows(page.locator(".composer"), TEXT)
    claire.write(f"Réponse {TEXT}")
    shows(claire.message(f"Réponse {TEXT}").locator(".quote"), TEXT)
    shows(luc.row(GROUP), GROUP)
    dialog = claire.members()
    dialog.get_by_label("Nom du groupe").fill(NEW_GROUP)
    dialog.get_by_role("button", name="Renommer").click()
    shows(page.locator("#thread-title"), NEW_GROUP)
    shows(luc.page.locator(".system"), "créé")
    shows(luc.page.locator(".system").last, NEW_GROUP)
    require_text(claire, luc)


def test_a_persons_name(arrives: Arrive, hostile_name: str):
    claire = arrives(CLAIRE)
    page = claire.page
    claire.open(hostile_name)
    shows(page.locator("#thread-title"), hostile_name)
    anne = arrives(ANNE)
    shows(anne.page.locator(".sidebar"), hostile_name)
    anne.open("Dr Claire Petit")
    anne.page.get_by_label("Message", exact=True).press_sequentially("Ab")
    shows(page.locator(".thread-typing"), hostile_name)
    anne.page.get_by_label("Message", exact=True).fill("")
    claire.creates_group("Nom hostile", hostile_name, "M. Luc Girard")
    shows(page.locator(".system"), hostile_name)
    shows(claire.members(), hostile_name)
    require_text(claire, anne)


def test_drafts_and_searches(arrives: Arrive):
    claire = arrives(CLAIRE)
    page = claire.page
    claire.open("Dossiers du mardi")
    box = page.get_by_label("Message", exact=True)
    box.fill(TEXT)
    expect(page.get_by_text("Brouillon enregistré")).to_be_visible()
    page.reload()
    expect(box).to_have_value(TEXT)
    page.goto("/messages/drafts")
    shows(page.get_by_role("main"), TEXT)
    require_text(claire)
    page.goto("/messages/discussions")
    page.locator(".list [type=search]").fill(f"Sans résultat {IMAGE}")
    expect(page.get_by_text("Aucune discussion ne correspond")).to_be_visible()
    require_text(claire)
    page.locator(".list [type=search]").fill("")
    claire.open("Dossiers du mardi")
    expect(box).to_have_value(TEXT)
    box.fill("")
    box.blur()
    expect(page.get_by_text("Brouillon enregistré")).to_have_count(0)


def test_questions_and_their_groups(arrives: Arrive):
    admin, jeanne, claire = arrives(ADMIN), arrives(JEANNE), arrives(CLAIRE)
    goes_to_table(admin)
    form = begins(admin)
    form.get_by_label("Nom du groupe").fill(GROUP)
    form.get_by_label("Nom affiché aux patients").fill(f"Pour tous {IMAGE}")
    form.get_by_label("Description").fill(TEXT)
    form.get_by_role("checkbox", name="Dr Claire Petit").check()
    form.get_by_role("button", name="Créer le groupe d’experts").click()
    expect(row_of(admin, GROUP)).to_contain_text(f"Pour tous {IMAGE}")
    for tab in ("Membres", "File d’attente", "Journal", "Paramètres"):
        settings(admin, GROUP, tab)
        require_text(admin)

    ask(jeanne, TITLE, TEXT, group=f"Pour tous {IMAGE}")
    unfold(claire, GROUP)
    shows(waiting(claire, TITLE), TITLE)
    waiting(claire, TITLE).click()
    claire.sees(TEXT)
    take(claire)
    claire.write(TEXT)
    jeanne.sees(TEXT, times=2)
    claire.option("Clôturer l’échange")
    closing = claire.page.get_by_role("dialog")
    closing.get_by_label("Message de clôture").fill(f"Fin {TEXT}")
    closing.get_by_role("button", name="Clôturer").click()
    for reader in (claire, jeanne):
        reader.sees(f"Fin {TEXT}")
    require_text(admin, jeanne, claire)


def test_a_lost_question_with_hostile_words(arrives: Arrive):
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    ask(jeanne, f"Retirée {IMAGE}", TEXT)
    read(claire, f"Retirée {IMAGE}")
    jeanne.option("Retirer ma question")
    dialog = jeanne.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Retirer ma question").click()
    expect(claire.page.locator(".lost-words")).to_be_visible()
    require_text(jeanne, claire)
