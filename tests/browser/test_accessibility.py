"""Every screen, on a desktop and a phone: axe-core finds nothing serious in any theme,
and nothing is wider than its window, at 900 and 320 px and with text of twice the size
(N20; WCAG 1.4.4, 1.4.10).
"""

import pytest

from tests.browser.axe import COLOURS, findings
from tests.browser.conftest import Arrive, Visit
from tests.browser.fitting import NARROWED, misfits
from tests.browser.screens import CLAIRE, SCREENS, THEMES, Screen, rest

pytestmark = pytest.mark.page

# Forced colours are the system's own; what axe could measure there is not ours.
OTHERS = [theme for theme in THEMES if theme not in ("light", "forced")]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("width", NARROWED)
def test_a_screen_is_for_everybody(visits: Visit, screen: Screen, width: int):
    page = visits(screen, width).page
    found = findings(page)
    for theme in OTHERS:
        page.emulate_media(**THEMES[theme])
        rest(page)
        found += [f"{theme}: {one}" for one in findings(page, COLOURS)]
    found += misfits(page, width)
    assert not found, "\n".join(found)


def test_the_rules_would_find_something(arrives: Arrive):
    page = arrives(CLAIRE).page
    page.evaluate(
        "for (const name of ['aria-label', 'title'])"
        " document.querySelector('.list-header .icon-button').removeAttribute(name)"
    )
    assert any("button-name" in one for one in findings(page))
