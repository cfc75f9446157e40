"""Every screen fits every width, and grows with its text: nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.screens import SCREENS, SHAPES, Screen, rest

# A desktop is made narrower, a phone too.
NARROWED = {1440: 900, 390: 320}
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


def require_fit(page: Page) -> None:
    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("width", NARROWED)
def test_nothing_is_wider_than_the_window(visits: Visit, screen: Screen, width: int):
    page = visits(screen, width).page
    require_fit(page)
    page.set_viewport_size(SHAPES[NARROWED[width]]["viewport"])
    rest(page)
    require_fit(page)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_text_of_twice_the_size_still_fits(visits: Visit, screen: Screen):
    """As a person sets it in his browser (WCAG 1.4.4)."""
    page = visits(screen, 1440).page
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    rest(page)
    require_fit(page)
