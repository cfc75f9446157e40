"""The rules of axe-core, asked of a page from outside of it.

They run in a world of their own, as an extension's script does: the page's policy stays
as strict as it is served, and the page never sees them.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.house import ROOT

[SOURCE] = (ROOT / "tests" / "vendor").glob("axe-core-*/axe.min.js")
# The others are advice (minor, moderate).
GRAVE = {"serious", "critical"}
# Targets of 24 px are asked for by WCAG 2.2; axe-core leaves them out unless told.
EVERYTHING = "{rules: {'target-size': {enabled: true}}}"
COLOURS = "{runOnly: ['color-contrast', 'link-in-text-block']}"
RUN = """
axe.run(document, {resultTypes: ['violations'], preload: false, ...CHOSEN})
   .then(({violations}) => violations.map(({id, impact, help, nodes}) => ({
     id, impact, help,
     places: nodes.map(({target, html, any}) =>
       `${target.flat().join(' ')} ${any.map((one) => one.message).join(' ')}`),
   })))
"""


def findings(page: Page, chosen: str = EVERYTHING) -> list[str]:
    """Return what is grave on the page as it stands, a line for each place."""
    return [
        f"{found['impact']} {found['id']}: {found['help']} | {place}"
        for found in _ask(page, RUN.replace("CHOSEN", chosen))
        if found["impact"] in GRAVE
        for place in found["places"]
    ]


def _ask(page: Page, question: str) -> list[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    try:
        frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        made = session.send(
            "Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"}
        )
        world = {"contextId": made["executionContextId"]}
        source = SOURCE.read_text()
        session.send("Runtime.evaluate", world | {"expression": source})
        wanted = {"expression": question, "awaitPromise": True, "returnByValue": True}
        answer = session.send("Runtime.evaluate", world | wanted)
    finally:
        session.detach()
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    found: list[dict[str, Any]] = answer["result"]["value"]
    return found
