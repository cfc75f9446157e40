"""A person at the live page, in the words of the tests."""

from __future__ import annotations

import re
import time
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

PASSWORD = "relais-demo"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
# A busy machine must not fail a page that is right.
PATIENCE_MS = 30_000
# A page and all its modules, three of them at a time.
ARRIVAL_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)
# Rows out of sight are not drawn: scroll down until this one is, and stands still.
REACH = """async (whole) => {
  const box = document.querySelector('.list-scroll');
  const words = (one) => one.textContent.replace(/\\s+/g, ' ').trim();
  const isIt = (one) => new RegExp(whole).test(words(one));
  const titles = '.row-title, .mine-card-title';
  const find = () => [...document.querySelectorAll(titles)].find(isIt);
  const pause = () => new Promise((go) => setTimeout(go, 60));
  for (let top = 0; box && !find() && top <= box.scrollHeight; top += 300) {
    box.scrollTop = top;
    await pause();
  }
  for (let before = null; find(); await pause()) {
    const { top, bottom } = find().getBoundingClientRect();
    if (!box || (top >= box.getBoundingClientRect().top && bottom <= innerHeight)) {
      if (top === before) return true;
    } else find().scrollIntoView({ block: 'center' });
    before = top;
  }
  return false;
}"""
WATCH = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
window.sockets = 0;
window.WebSocket = class extends WebSocket {
  constructor(...all) { super(...all); window.sockets += 1; window.lastSocket = this; }
};
"""
# A page's own data: and blob: addresses have no host.
HERE = {"localhost", "127.0.0.1", None}
# What the browser itself says of a network that a test has cut.
CUT = re.compile(
    r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_(REFUSED|RESET)|ERR_SOCKET_NOT_CONNECTED"
    r"|WebSocket connection|401"
)


class Reader:
    """One browser of one person. `problems` is what its pages complained of."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.problems: list[str] = []
        self.expects_cuts = False
        # The browser tells its console of every 409, and of every 404.
        self.expects_refusals = self.expects_missing = False
        page.on("console", lambda message: self._note(message.type, message.text))
        context.on("request", lambda request: self._leave_the_house(request.url))
        page.on("websocket", lambda socket: self._leave_the_house(socket.url))
        page.on(
            "pageerror", lambda error: self._note("error", error.stack or str(error))
        )
        page.on(
            "dialog", lambda dialog: self._note("error", f"a dialog: {dialog.type}")
        )

    def _note(self, kind: str, text: str) -> None:
        if kind != "error" or (self.expects_cuts and CUT.search(text)):
            return
        if self.expects_refusals and "409" in text:
            return
        if not (self.expects_missing and "404" in text):
            self.problems.append(text)

    def _leave_the_house(self, url: str) -> None:
        """Nothing is asked of anybody else, whatever the page shows."""
        if urlsplit(url).hostname not in HERE:
            self.problems.append(f"a stranger is asked: {url}")

    @classmethod
    def arrive(
        cls,
        browser: Browser,
        address: str,
        login: str,
        cookies: dict[str, Any],
        *,
        phone: bool = False,
        fresh: bool = False,
        **options: Any,
    ) -> Self:
        state = None if fresh else cookies.get(login)
        shape = (PHONE if phone else DESKTOP) | options
        reader = cls.stranger(browser, address, storage_state=state, **shape)
        reader.page.goto("/messages/discussions")
        if "login" in reader.page.url:
            reader._sign_in(login)
            if not fresh:
                cookies[login] = reader.context.storage_state()
        reader.is_live()
        return reader

    @classmethod
    def stranger(cls, browser: Browser, address: str, **options: Any) -> Self:
        """Somebody's browser before its first page."""
        shape = {**DESKTOP, "locale": "fr-FR"} | options
        context = browser.new_context(base_url=address, **shape)
        context.set_default_timeout(PATIENCE_MS)
        context.set_default_navigation_timeout(ARRIVAL_MS)
        context.add_init_script(WATCH)
        return cls(context, context.new_page())

    def _sign_in(self, login: str) -> None:
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url("**/messages/discussions")

    def second_tab(self) -> Reader:
        tab = Reader(self.context, self.context.new_page())
        tab.problems = self.problems
        tab.page.goto("/messages/discussions")
        tab.is_live()
        return tab

    def is_live(self) -> None:
        """Wait until the list is there, seen or not, and the socket is open."""
        expect(self.page.locator("section.list[data-phase=live]")).to_have_count(1)

    def row(self, title: str) -> Locator:
        """In the list; on a patient's home his card."""
        titles = ".row-title, .mine-card-title"
        named = self.page.locator(titles, has_text=re.compile(whole(title)))
        return self.page.locator("a.row, a.mine-card", has=named)

    def reach(self, title: str) -> None:
        """Scroll until its row is drawn, or wait for it to come."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while (
            not self.page.evaluate(REACH, whole(title)) and time.monotonic() < deadline
        ):
            self.page.wait_for_timeout(100)

    def open(self, title: str) -> None:
        self.reach(title)
        self.row(title).click()
        expect(self.page.locator("#thread-title")).to_have_text(title)

    def write(self, text: str) -> None:
        box = self.page.get_by_label("Message", exact=True)
        box.fill(text)
        box.press("Control+Enter")

    def bubble(self, text: str) -> Locator:
        return self.page.locator(".bubble-text", has_text=text)

    def message(self, text: str) -> Locator:
        return self.page.locator("li.message", has=self.bubble(text))

    def sees(self, text: str, *, times: int = 1) -> None:
        expect(self.bubble(text)).to_have_count(times)

    def texts(self) -> list[str]:
        return self.page.locator(".bubble-text").all_inner_texts()

    def badge(self, title: str, n: int) -> None:
        """The row's unread count, 0 for none."""
        badge = self.row(title).locator(".badge > [aria-hidden]")
        if n:
            expect(badge).to_have_text(str(n))
        else:
            expect(badge).to_have_count(0)

    def counts(self, n: int) -> None:
        """The page's title counts what is unread, and names nobody."""
        expect(self.page).to_have_title(f"({n}) Discussions" if n else "Discussions")

    def counted(self) -> int:
        found = re.match(r"\((\d+)\)", self.page.title())
        return int(found[1]) if found else 0

    def option(self, words: str) -> None:
        self.page.get_by_role("button", name="Options").click()
        self.page.get_by_role("menuitem", name=words).click()

    def writes_to(self, name: str) -> None:
        """A new private message to a colleague."""
        self.page.get_by_role("button", name="Nouveau message").click()
        self.page.get_by_role("menuitem", name="Nouveau message privé").click()
        self.page.get_by_role("dialog").get_by_role("button", name=name).click()
        expect(self.page.locator("#thread-title")).to_have_text(name)

    def creates_group(self, name: str, *people: str) -> None:
        self.page.get_by_role("button", name="Nouveau message").click()
        self.page.get_by_role("menuitem", name="Nouveau groupe").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Nom du groupe").fill(name)
        for person in people:
            dialog.get_by_role("button", name=person, pressed=False).click()
        dialog.get_by_role("button", name="Créer le groupe").click()
        expect(self.page.locator("#thread-title")).to_have_text(name)

    def members(self) -> Locator:
        """The dialog of the open group."""
        self.page.get_by_role("button", name="Détails").click()
        self.page.get_by_role("button", name="Gérer le groupe").click()
        dialog = self.page.get_by_role("dialog")
        expect(dialog.get_by_role("listitem").first).to_be_visible()
        return dialog


def whole(title: str) -> str:
    """A pattern: its kind stands before it, a colleague's specialty behind."""
    return rf"(^|, ){re.escape(title)}( [A-ZÉ].*)?$"
