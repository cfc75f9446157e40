"""Every screen passes axe-core's rules in every theme, on desktop and phone (N20)."""

import pytest

from tests.browser.axe import COLOURS, findings
from tests.browser.conftest import Arrive, Visit
from tests.browser.screens import CLAIRE, SCREENS, THEMES, Screen, rest

WIDTHS = (1440, 390)
# Forced colours are the system's own; what axe could measure there is not ours.
OTHERS = [theme for theme in THEMES if theme not in ("light", "forced")]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_serious_is_found(visits: Visit, screen: Screen, width: int):
    page = visits(screen, width).page
    found = findings(page)
    for theme in OTHERS:
        page.emulate_media(**THEMES[theme])
        rest(page)
        found += [f"{theme}: {one}" for one in findings(page, COLOURS)]
    assert found == []


def test_the_rules_would_find_something(arrives: Arrive):
    page = arrives(CLAIRE).page
    page.evaluate("document.querySelector('.list-new').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('.list-new').replaceChildren()")
    assert any("button-name" in one for one in findings(page))
