"""What is measured inside of the page, in its own words: JavaScript."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page

# When what a person came for is drawn: the frame after it is in the page.
MARK = """
(() => {
  const wanted = {list: 'a.row', thread: '.composer textarea', bubbles: '.bubble-text'};
  window.marks = {};
  const look = () => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (name in window.marks || !document.querySelector(selector)) continue;
      window.marks[name] = null;
      requestAnimationFrame(() => setTimeout(() => {
        window.marks[name] = performance.now();
      }));
    }
  };
  new MutationObserver(look).observe(document, {childList: true, subtree: true});
})();
"""
LOADED = """
() => {
  const [page] = performance.getEntriesByType('navigation');
  const parts = [page, ...performance.getEntriesByType('resource')];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {
    ...window.marks,
    first_paint: paint?.startTime ?? 0,
    requests: parts.length,
    kilobytes: parts.reduce((sum, one) => sum + one.transferSize, 0) / 1024,
  };
}
"""
# Moves a box a little in every frame; at its end presses « more » where there is one.
SCROLL = """
async ({box, item, more, step, seconds, most}) => {
  const place = document.querySelector(box);
  const frames = [];
  const frame = () => new Promise(requestAnimationFrame);
  let before = await frame();
  const end = before + seconds * 1000;
  const count = () => document.querySelectorAll(item).length;
  let seen = count(), isLoading = false;
  while (before < end && count() < most) {
    const at = place.scrollTop;
    place.scrollTop += step;
    const now = await frame();
    frames.push(now - before);
    before = now;
    if (count() !== seen) [seen, isLoading] = [count(), false];
    if (place.scrollTop !== at || isLoading) continue;
    const button = more && document.querySelector(more);
    if (!button) break;
    isLoading = true;
    if (!button.disabled) button.click();
  }
  return frames;
}
"""


def loaded(page: Page, mark: str) -> dict[str, float]:
    """Return what the page noted of its own beginning, in milliseconds."""
    page.wait_for_function("(mark) => window.marks[mark]", arg=mark)
    found: dict[str, float] = page.evaluate(LOADED)
    return found


def scrolled(
    page: Page,
    *,
    box: str,
    item: str,
    more: str,
    step: int,
    seconds: float,
    most: int,
) -> list[float]:
    """Return how long each frame took, in milliseconds."""
    how: dict[str, Any] = {"box": box, "item": item, "more": more, "step": step}
    frames: list[float] = page.evaluate(
        SCROLL, how | {"seconds": seconds, "most": most}
    )
    return frames


def weight(page: Page, session: CDPSession) -> dict[str, float]:
    """Return what the page weighs now, without what can be collected."""
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    named = {one["name"]: one["value"] for one in metrics}
    return {
        "elements": page.evaluate("document.getElementsByTagName('*').length"),
        "heap_mb": named["JSHeapUsedSize"] / 1024 / 1024,
    }
