"""After a day's work nothing of it is left in titles, addresses or the browser's
storage: no text, no title, no name (principle 7, 3.2.13).
"""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.asking import answering, ask, read, take
from tests.browser.conftest import Arrive
from tests.browser.reader import Reader
from tests.browser.screens import CLAIRE, JEANNE
from tests.browser.traces import Traces
from tests.servers import House

pytestmark = pytest.mark.page

LUC = "luc.girard@tilleuls.example"
# No label of the page has these words; what people write here does.
SECRETS = ("Zéphyrine", "Quokka", "Xylophage", "Kumquat", "Wombat")
GROUP, TITLE = "Groupe Zéphyrine", "Sujet Quokka"
# Long enough not to stand in a random token.
NAMES = ("Benali", "Girard", "Moreau", "Dubois", "Jeanne")
PAGE_TITLE = re.compile(
    r"(\(\d+\+?\) )?(Discussions|Conversations|Mes messages)( · Relais)?"
)
ADDRESS = re.compile(
    r"http://localhost:\d+/messages/(discussions(/[0-9a-f-]{36})?|ask)|about:blank"
)


def works_through_the_day(claire: Reader, luc: Reader, jeanne: Reader) -> None:
    claire.creates_group(GROUP, "M. Luc Girard", "Dr Karim Benali")
    claire.write("Message Xylophage")
    luc.open(GROUP)
    luc.write("Réponse Kumquat")
    claire.sees("Réponse Kumquat")
    box = claire.page.get_by_label("Message", exact=True)
    box.fill("Brouillon Wombat")
    expect(claire.page.get_by_text("Brouillon enregistré")).to_be_visible()
    claire.page.locator(".list [type=search]").fill("Zéphyrine")
    expect(claire.page.locator("a.row")).to_have_count(1)
    claire.page.locator(".list [type=search]").fill("")
    ask(jeanne, TITLE, "Texte Xylophage de la patiente")
    read(claire, TITLE)
    take(claire)
    claire.write("Réponse Kumquat à la patiente")
    jeanne.sees("Réponse Kumquat à la patiente")


def require_silent(told: str) -> None:
    for word in (*SECRETS, *NAMES):
        assert word.casefold() not in told.casefold(), f"{word} is in {told[:2000]}"


def test_nothing_is_left_of_a_days_work(arrives: Arrive, house: House):
    claire, luc, jeanne = arrives(CLAIRE), arrives(LUC), arrives(JEANNE)
    watched = Traces(claire.page), Traces(jeanne.page)
    works_through_the_day(claire, luc, jeanne)
    expect(claire.page.locator(".message-pending")).to_have_count(0)
    # What waits to be sent is kept, too: as ciphertext or not at all.
    claire.expects_cuts = True
    claire.context.set_offline(True)
    expect(claire.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    claire.write("En attente Xylophage")
    expect(claire.page.locator(".message-pending")).to_have_count(1)
    for traces in watched:
        stored = json.dumps(traces.stored(), ensure_ascii=False)
        require_silent(stored)
        assert '"extractable": true' not in stored
        require_silent(" ".join(map(unquote, traces.addresses)))
        require_silent(" ".join(traces.titles()))
        assert [one for one in traces.titles() if not PAGE_TITLE.fullmatch(one)] == []
        assert [one for one in traces.addresses if not ADDRESS.fullmatch(one)] == []
    claire.context.set_offline(False)
    claire.sees("En attente Xylophage")
    for log in house.directory.glob("*.log"):
        text = unquote(log.read_text(errors="replace")).casefold()
        assert [word for word in SECRETS if word.casefold() in text] == []


def test_signing_out_leaves_no_message_behind(arrives: Arrive):
    claire = arrives(CLAIRE, fresh=True)
    claire.open("Dr Karim Benali")
    claire.write("Phrase Wombat avant de partir")
    claire.sees("Phrase Wombat avant de partir")
    claire.expects_cuts = True
    claire.page.get_by_role("button", name="mon profil").click()
    claire.page.get_by_role("menuitem", name="Se déconnecter").click()
    claire.page.wait_for_url("**/accounts/**")
    require_silent(json.dumps(Traces(claire.page).stored(), ensure_ascii=False))
    claire.page.go_back()
    claire.page.wait_for_url("**/accounts/login/**")
    assert "Wombat" not in claire.page.content()


def test_the_answering_page_names_nobody(arrives: Arrive):
    """The document itself is the same for everybody who may read it."""
    jeanne, claire = arrives(JEANNE), arrives(CLAIRE)
    ask(jeanne, "Sujet Quokka servi", "Texte Kumquat servi")
    read(claire, "Sujet Quokka servi")
    expect(answering(claire)).to_be_visible()
    served = claire.context.request.get(claire.page.url).text()
    for word in SECRETS:
        assert word not in served
