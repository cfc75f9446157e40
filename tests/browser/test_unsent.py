"""What could not be sent survives, goes out once and in order, and is nobody else's."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Arrive
from tests.browser.reader import PASSWORD, Reader

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
SOPHIE, ANNE = "sophie.moreau@tilleuls.example", "anne.roy@tilleuls.example"
# Nothing of these commands reaches the server any more.
SWALLOW = """(types) => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    if (!types.includes(JSON.parse(text).type)) send.call(this, text);
  };
}"""
# After so many messages the server is still told, but its answers are lost.
DEAFEN_AFTER = """(n) => {
  const send = WebSocket.prototype.send;
  let sent = 0;
  WebSocket.prototype.send = function (text) {
    if (JSON.parse(text).type === 'message.send' && (sent += 1) > n) {
      if (sent > n + 1) return;
      this.onmessage = null;
    }
    send.call(this, text);
  };
}"""
# How many records this browser keeps, and what they say to who reads the disk.
KEPT = """async () => {
  const there = await indexedDB.databases();
  if (!there.some((one) => one.name === 'relais')) return {};
  return new Promise((resolve) => {
  const asked = indexedDB.open('relais');
  asked.onsuccess = () => {
    const db = asked.result;
    const kinds = [...db.objectStoreNames];
    const work = kinds.length ? db.transaction(kinds) : null;
    const found = {};
    if (work) for (const kind of kinds) {
      work.objectStore(kind).getAll().onsuccess = (event) =>
        (found[kind] = event.target.result.map((one) =>
          JSON.stringify(one) + new TextDecoder().decode(one.sealed)));
    }
    const done = () => (db.close(), resolve(found));
    if (work) work.oncomplete = done; else done();
  };
  });
}"""


def box(reader: Reader) -> Locator:
    return reader.page.get_by_label("Message", exact=True)


def waiting(reader: Reader) -> Locator:
    return reader.page.locator(".message-pending .bubble-text")


def kept(page: Page, kind: str) -> list[str]:
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found.get(kind, [])


def keeps(page: Page, n: int) -> None:
    """So many messages lie on this browser's disk."""
    page.wait_for_function(f"async () => (await ({KEPT})()).messages.length === {n}")


def numbered(name: str, n: int) -> list[str]:
    return [f"{name} {number:02}" for number in range(1, n + 1)]


def arrived(reader: Reader, texts: list[str]) -> None:
    """All of them, once each, in order, and nothing is waiting any more."""
    for text in texts:
        reader.sees(text)
    assert [one for one in reader.texts() if one in texts] == texts
    expect(waiting(reader)).to_have_count(0)


def talk(arrives: Arrive, title: str) -> tuple[Reader, Reader]:
    """Claire and Karim in a group of their own."""
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.expects_cuts = True
    claire.creates_group(title, "Dr Karim Benali")
    karim.open(title)
    return claire, karim


def test_twenty_written_offline_go_out_once_and_in_order_through_a_reload(
    arrives: Arrive,
):
    claire, karim = talk(arrives, "Vingt")
    texts = numbered("vingt", 20)
    claire.context.set_offline(True)
    expect(claire.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    for text in texts:
        claire.write(text)
    expect(waiting(claire)).to_have_count(20)
    claire.page.evaluate(DEAFEN_AFTER, 7)
    claire.context.set_offline(False)
    # The eighth is there, and its sender was not told.
    karim.sees("vingt 08")
    keeps(claire.page, 13)
    claire.page.reload()
    for reader in (karim, claire):
        arrived(reader, texts)
    expect(claire.page.locator(".mark-failed")).to_have_count(0)
    keeps(claire.page, 0)


def test_what_lies_on_the_disk_can_be_read_by_nobody(arrives: Arrive):
    claire, _ = talk(arrives, "Disque")
    claire.page.evaluate(SWALLOW, ["message.send", "draft.save"])
    claire.write("Secret médical")
    box(claire).fill("Brouillon médical")
    expect(claire.page.get_by_text("Brouillon enregistré")).to_be_visible()
    messages, drafts = (kept(claire.page, kind) for kind in ("messages", "drafts"))
    assert (len(messages), len(drafts)) == (1, 1)
    assert not any("dical" in one for one in messages + drafts)
    claire.page.reload()
    claire.sees("Secret médical")
    expect(box(claire)).to_have_value("Brouillon médical")
    box(claire).fill("")
    box(claire).blur()


def test_two_tabs_show_the_same_and_send_once(arrives: Arrive):
    claire, karim = talk(arrives, "En double")
    other = claire.second_tab()
    other.expects_cuts = True
    other.open("En double")
    claire.context.set_offline(True)
    for tab in (claire, other):
        expect(tab.page.get_by_text("Hors connexion. Les informations")).to_be_visible()
    texts = numbered("deux", 6)
    for tab, text in zip([claire, other] * 3, texts, strict=True):
        tab.write(text)
        for each in (claire, other):
            expect(waiting(each).last).to_have_text(text)
    claire.context.set_offline(False)
    for reader in (karim, claire, other):
        arrived(reader, texts)
    keeps(claire.page, 0)


def test_a_tab_that_is_closed_leaves_its_messages_to_the_other(arrives: Arrive):
    claire, karim = talk(arrives, "Fermé")
    other = claire.second_tab()
    other.expects_cuts = True
    other.open("Fermé")
    claire.page.evaluate(SWALLOW, ["message.send"])
    texts = numbered("fermé", 3)
    for text in texts:
        claire.write(text)
    expect(waiting(other)).to_have_count(3)
    claire.page.close()
    for reader in (karim, other):
        arrived(reader, texts)


def test_a_killed_tab_gives_the_text_back(arrives: Arrive):
    claire, _ = talk(arrives, "Coupé")
    claire.page.evaluate(SWALLOW, ["draft.save"])
    box(claire).press_sequentially("Je pense à un")
    expect(claire.page.get_by_text("Brouillon enregistré")).to_be_visible()
    address = claire.page.url
    claire.page.close()
    again = Reader(claire.context, claire.context.new_page())
    again.page.goto(address)
    expect(box(again)).to_have_value("Je pense à un")
    # The server gets it; it is on the other devices too.
    elsewhere = arrives(CLAIRE, phone=True)
    expect(elsewhere.row("Coupé")).to_contain_text("Brouillon")
    elsewhere.open("Coupé")
    expect(box(elsewhere)).to_have_value("Je pense à un")
    box(again).fill("")
    box(again).blur()
    expect(box(elsewhere)).to_have_value("")


def test_signing_out_leaves_nothing_in_any_tab(arrives: Arrive):
    sophie = arrives(SOPHIE, fresh=True)
    sophie.expects_cuts = True
    sophie.writes_to("M. Luc Girard")
    tab = sophie.second_tab()
    for one in (sophie, tab):
        one.page.evaluate(SWALLOW, ["message.send", "draft.save"])
    sophie.write("Jamais parti")
    box(sophie).fill("Jamais fini")
    expect(sophie.page.get_by_text("Brouillon enregistré")).to_be_visible()
    assert kept(sophie.page, "messages")
    assert kept(sophie.page, "drafts")
    leave(sophie.page)
    tab.page.wait_for_url("**login**")
    expect_nothing(tab.page)
    come_in(tab.page, ANNE)
    anne = Reader(tab.context, tab.page)
    anne.is_live()
    expect(waiting(anne)).to_have_count(0)
    assert "Jamais" not in anne.page.content()
    assert kept(anne.page, "messages") == kept(anne.page, "drafts") == []


def test_another_person_on_the_same_browser_sees_nothing(
    arrives: Arrive, cookies: dict[str, Any]
):
    """Even where the first one's session was taken away without a goodbye."""
    arrives(ANNE)
    claire, _ = talk(arrives, "Pas à vous")
    claire.page.evaluate(SWALLOW, ["message.send", "draft.save"])
    claire.write("Pour Karim seul")
    box(claire).fill("Et ceci")
    expect(claire.page.get_by_text("Brouillon enregistré")).to_be_visible()
    context = claire.context
    claire.page.close()
    become(context, cookies[ANNE])
    anne = Reader(context, context.new_page())
    anne.page.goto("/messages/discussions")
    anne.is_live()
    expect(anne.row("Pas à vous")).to_have_count(0)
    expect_nothing(anne.page)
    become(context, cookies[CLAIRE])
    anne.page.reload()
    again = Reader(context, anne.page)
    again.is_live()
    again.open("Pas à vous")
    expect(waiting(again)).to_have_count(0)


def test_where_nothing_can_be_kept_the_page_works_and_promises_nothing(
    arrives: Arrive,
):
    """As over plain HTTP: no WebCrypto, no locks."""
    claire, karim = talk(arrives, "Sans coffre")
    claire.context.add_init_script(
        "Object.defineProperty(crypto, 'subtle', {value: undefined});"
    )
    claire.page.reload()
    claire.is_live()
    claire.write("Sans coffre, mais parti")
    karim.sees("Sans coffre, mais parti")
    expect(waiting(claire)).to_have_count(0)
    claire.page.evaluate(SWALLOW, ["draft.save"])
    box(claire).fill("Nulle part")
    claire.page.wait_for_timeout(800)
    expect(claire.page.get_by_text("Brouillon enregistré")).to_have_count(0)
    assert kept(claire.page, "drafts") == []


def leave(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**login**")


def come_in(page: Page, login: str) -> None:
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/messages/discussions**")


def become(context: BrowserContext, state: dict[str, Any]) -> None:
    context.clear_cookies()
    context.add_cookies(state["cookies"])


def expect_nothing(page: Page) -> None:
    page.wait_for_function(
        f"async () => Object.values(await ({KEPT})()).flat().length === 0"
    )
