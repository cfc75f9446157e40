"""What a screen reader is told without being asked: additions to live regions."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page, expect

LISTEN = """
() => {
  const REGIONS = '[role=log], [role=alert], [role=status], [aria-live]';
  window.heard = [];
  const note = (region, node) => {
    const text = node.textContent.trim();
    if (text) window.heard.push([region.getAttribute('role') ?? 'live', text]);
  };
  new MutationObserver((changes) => {
    for (const {target, addedNodes, type} of changes) {
      const around = (target.nodeType === 1 ? target : target.parentElement);
      const region = around?.closest(REGIONS);
      if (region && type === 'characterData') note(region, target);
      for (const node of addedNodes) {
        if (region) note(region, node);
        else if (node.nodeType === 1) {
          const inside = [...node.querySelectorAll(REGIONS)];
          if (node.matches(REGIONS)) inside.unshift(node);
          for (const one of inside) note(one, one);
        }
      }
    }
  }).observe(document.body, {childList: true, characterData: true, subtree: true});
}
"""


class Heard(NamedTuple):
    role: str
    text: str


class Ears:
    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(LISTEN)

    def heard(self, role: str = "") -> list[str]:
        """Return what was said so far, in order; any space is a space."""
        said = [Heard(*one) for one in self.page.evaluate("window.heard")]
        return [" ".join(one.text.split()) for one in said if role in ("", one.role)]

    def hears(self, role: str, text: str) -> None:
        """Wait until it is said."""
        wanted = "([role, text]) => window.heard.some("
        wanted += "(one) => one[0] === role && one[1].includes(text))"
        self.page.wait_for_function(wanted, arg=[role, text])


def log_is_apart(page: Page) -> None:
    """One log, which nobody sees; the thread itself announces nothing."""
    log = page.get_by_role("log")
    expect(log).to_have_count(1)
    assert log.evaluate("(it) => it.closest('.timeline') === null")
    assert page.locator(".timeline [aria-live], .timeline[aria-live]").count() == 0
