/** Where the focus can be sent, the best place first; the first in sight is taken. */
export const SKIPS = {
  list: [".list a[aria-current]", ".list [data-stop][tabindex='0']", ".list [data-stop]", ".list h1"],
  thread: ["#thread-title", ".thread h2", "#main"],
  composer: [".composer-text", ".claim-button", ".composer-closed"],
};

/** The parts of the page in the order of F6. */
const PANES = [
  [".sidebar, .bottom-bar", [":is(.sidebar, .bottom-bar) [aria-current]", ".sidebar a"]],
  [".list", SKIPS.list],
  [".thread", SKIPS.thread],
  [".details", [".details h2"]],
];

export const isInSight = (element) => element.getClientRects().length > 0;

/** What is in sight of the first of these that has anything in sight. */
export function seen(selectors) {
  const found = [selectors].flat().map((one) => [...document.querySelectorAll(one)].find(isInSight));
  return found.find(Boolean);
}

/** Returns whether there was something to focus. */
export function focusOn(selectors) {
  const element = seen(selectors);
  if (!element) return false;
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus();
  return true;
}

/** Press what stands there, as a click does. Returns whether it stands there. */
export function press(selectors) {
  const element = seen(selectors);
  element?.click();
  return element !== undefined;
}

/** To the next part of the page, or with -1 to the one before. */
export function focusPane(step) {
  const shown = PANES.filter(([place]) => seen(place));
  const here = shown.findIndex(([place]) => document.activeElement?.closest(place));
  const next = here < 0 ? (step > 0 ? 0 : shown.length - 1) : here + step;
  return focusOn(shown.at(next % shown.length)[1]);
}
