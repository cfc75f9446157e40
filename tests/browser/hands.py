"""Somebody who has a keyboard and no mouse, and must see where he is."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

STEPS_AT_MOST = 120
# What shows the focus where it is: a ring of its own, or its row's or field's.
WHERE = """
() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const box = it.getBoundingClientRect();
  const rings = [];
  for (let one = it; one && rings.length < 3; one = one.parentElement) rings.push(one);
  const alpha = (colour) => Number(colour.match(/[\\d.]+/g)?.[3] ?? 1);
  const isRing = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && alpha(style.outlineColor) > 0;
  };
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const points = [[x, y], [box.left + 3, box.top + 3], [box.right - 3, box.top + 3],
    [box.left + 3, box.bottom - 3], [box.right - 3, box.bottom - 3]];
  const isBare = ([left, top]) => {
    const over = document.elementFromPoint(left, top);
    return over !== null && (it.contains(over) || over.contains(it));
  };
  return {
    words: it.getAttribute('aria-label') || it.innerText?.trim() || it.tagName,
    isPlace: it.matches('h1, h2, h3, [tabindex="-1"]:not(a, button)'),
    isRinged: rings.some(isRing),
    isInSight: x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
    isCovered: !points.some(isBare) && !it.labels?.length,
  };
}
"""


class Hands:
    """Every key that is pressed must leave the focus where it can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.sees_the_focus()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab_to(self, target: Locator, *, back: bool = False) -> None:
        """Go from stop to stop until it has the focus."""
        expect(target).to_be_visible()
        passed = []
        for _ in range(STEPS_AT_MOST):
            self.press("Shift+Tab" if back else "Tab")
            if target.evaluate("(it) => it === document.activeElement"):
                return
            passed.append((self.where() or {}).get("words"))
        raise AssertionError(f"Tab does not lead there; it passed {passed}")

    def arrow_to(self, target: Locator, key: str = "ArrowDown") -> None:
        """Within a list or a menu."""
        expect(target).to_be_visible()
        for _ in range(STEPS_AT_MOST):
            if target.evaluate("(it) => it === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead there; it ends at {self.where()}")

    def where(self) -> dict[str, Any] | None:
        """Where the focus is, None where it is nowhere."""
        found: dict[str, Any] | None = self.page.evaluate(WHERE)
        return found

    def sees_the_focus(self) -> None:
        here = self.where()
        if here is None or here["isPlace"]:
            return
        assert here["isRinged"], f"no ring around {here['words']!r}"
        assert here["isInSight"], f"out of sight: {here['words']!r}"
        assert not here["isCovered"], f"something lies over {here['words']!r}"

    def goes_round(self) -> list[str]:
        """Tab out of the page and once through all of it: nothing keeps the focus."""
        self.leaves()
        return self.leaves()

    def leaves(self) -> list[str]:
        """Tab from where the focus is to the end of the page; what it passed."""
        passed: list[str] = []
        for _ in range(STEPS_AT_MOST):
            self.press("Tab")
            here = self.where()
            if here is None and passed:
                return passed
            passed.append(here["words"] if here else "")
        raise AssertionError(f"Tab never leaves the page: {passed}")
