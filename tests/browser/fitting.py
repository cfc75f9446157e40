"""Whether a page fits its window: nothing scrolls sideways, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.screens import SHAPES, rest

# What leaves the window to the right, unless a box around it scrolls or cuts it.
WIDER = """
() => [...document.querySelectorAll('body *')]
  .filter((it) => it.checkVisibility() && !it.closest('.visually-hidden, .skip-link'))
  .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
  .filter((it) => {
    for (let one = it; one; one = one.parentElement) {
      if (getComputedStyle(one).overflowX !== 'visible') return one === document.body;
    }
    return true;
  })
  .map((it) => it.className || it.tagName)
"""
SCROLLS = "document.documentElement.scrollWidth > innerWidth"
TWICE = "document.documentElement.style.setProperty('font-size', '200%')"
# A desktop is made narrower, a phone too.
NARROWED = {1440: 900, 390: 320}


def misfits(page: Page, width: int) -> Iterator[str]:
    """Say what is too wide, in this window, a narrower one, and with large text."""
    yield from _wider(page, f"{width} px")
    page.set_viewport_size(SHAPES[NARROWED[width]]["viewport"])
    yield from _wider(page, f"{NARROWED[width]} px")
    page.evaluate(TWICE)
    yield from _wider(page, f"{NARROWED[width]} px, text of twice the size")


def _wider(page: Page, where: str) -> Iterator[str]:
    rest(page)
    if found := page.evaluate(WIDER):
        yield f"too wide at {where}: {found}"
    if page.evaluate(SCROLLS):
        yield f"scrolls sideways at {where}"
