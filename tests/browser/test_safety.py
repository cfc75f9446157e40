"""What people write is text, wherever it is shown; the page keeps its own rules."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Arrive

pytestmark = pytest.mark.page

CLAIRE, KARIM = "claire.petit@tilleuls.example", "karim.benali@tilleuls.example"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg/onload=alert(3)>",
    "\"><iframe src='javascript:alert(4)'></iframe>",
    "javascript:alert(5)",
    "${alert(6)} {{7*7}} <%= 8 %>",
    "</textarea><b>gras</b>",
    "\u202egnirts\u202c et &lt;b&gt; &amp;",
    "__proto__ constructor [object Object]",
    "%(n)s %(author)s %s $1 $&",
    "e\u0301" + "\u0301" * 50,
    "👩🏽‍⚕️ مرحبا 你好",
)


def test_hostile_texts_are_shown_as_they_are(arrives: Arrive):
    claire, karim = arrives(CLAIRE), arrives(KARIM)
    claire.creates_group("<b>Gras</b> & <i>'italique'</i>", "Dr Karim Benali")
    karim.open("<b>Gras</b> & <i>'italique'</i>")
    for text in HOSTILE:
        claire.write(text)
    expect(karim.page.locator(".bubble-text")).to_have_count(len(HOSTILE))
    assert karim.page.locator(".bubble-text").all_text_contents() == list(HOSTILE)
    assert claire.page.locator(".bubble-text").all_text_contents() == list(HOSTILE)
    assert karim.page.locator("#live script, #live img, #live iframe").count() == 0
    assert karim.page.locator(".blocks b, .row b, .thread-title b").count() == 0


@pytest.mark.parametrize("breach", ["script", "style"])
def test_a_breach_of_the_policy_would_be_noticed(arrives: Arrive, breach: str):
    claire = arrives(CLAIRE)
    claire.page.evaluate(
        "(kind) => { const place = document.createElement(kind);"
        " const inline = {script: 'window.broken = 1', style: 'b {color: red}'};"
        " place.append(inline[kind]);"
        " document.body.append(place); }",
        breach,
    )
    claire.page.wait_for_timeout(200)
    assert any("CSP" in problem for problem in claire.problems)
    claire.problems.clear()
    assert claire.page.evaluate("window.broken") is None


def test_no_title_holds_a_name(arrives: Arrive):
    claire = arrives(CLAIRE)
    claire.open("Dr Karim Benali")
    assert "Benali" not in claire.page.title() + claire.page.url


@pytest.mark.parametrize(
    "way",
    [
        "document.createElement('p').innerHTML = '<b>gras</b>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>gras</b>')",
        "new DOMParser().parseFromString('<b>gras</b>', 'text/html')",
        "document.createElement('script').src = '/static/js/app.js'",
        "trustedTypes.createPolicy('any', {createHTML: (text) => text})",
    ],
)
def test_no_script_makes_markup_of_a_text(arrives: Arrive, way: str):
    """Trusted Types: Chromium refuses, whoever asks."""
    claire = arrives(CLAIRE)
    refused = f"() => {{ try {{ {way}; return false; }} catch {{ return true; }} }}"
    assert claire.page.evaluate(refused)
    expect(claire.page.locator("section.list")).to_be_visible()
    assert all("CSP" in one or "Trusted" in one for one in claire.problems)
    claire.problems.clear()
