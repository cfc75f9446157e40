/** The keys of the page: parts register what a key does, the help lists what is there.
 *
 * A shortcut: `id`; `keys`, each as « Alt+ArrowDown », Mod for Ctrl or ⌘; `words` for the
 * help; `group`, the id of its part of the help; `run(event)`, which returns false where
 * it has nothing to do. What was registered last is asked first. Without `run` it is only
 * told: somebody else answers it.
 */

const MODIFIERS = ["Mod", "Alt", "Shift"];
const FIELDS = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";
const ELSEWHERE = "dialog[open], [role=menu], [role=listbox]";

/** Whether an event is this key. Where a sign needs Shift to be typed, « ? » does too. */
export function isKey(combination, event) {
  const parts = combination.split("+");
  const key = parts.pop();
  const asked = new Set(parts);
  if (event.key.toLowerCase() !== key.toLowerCase()) return false;
  const isSign = isLone(combination) && !/\p{L}/u.test(key);
  const held = { Mod: event.ctrlKey || event.metaKey, Alt: event.altKey, Shift: event.shiftKey && !isSign };
  return MODIFIERS.every((name) => held[name] === asked.has(name));
}

/** A single character: nothing to be caught by while one writes or speaks (WCAG 2.1.4). */
export function isLone(combination) {
  return [...combination].length === 1;
}

/** `areLettersOn`: whether the person wants shortcuts of a single character. */
export function createShortcuts({ areLettersOn, page = globalThis.document }) {
  const known = new Map();

  function press(event) {
    if (event.defaultPrevented || event.isComposing || event.target.closest?.(ELSEWHERE)) return;
    // What is behind a dialog is out of reach.
    if (page.querySelector("dialog[open]")) return;
    const heard = [...known.values()].filter((one) => one.run && one.keys.some((key) => isHeard(key, event)));
    if (heard.reverse().some((one) => one.run(event) !== false)) event.preventDefault();
  }

  function isHeard(key, event) {
    if (!isKey(key, event)) return false;
    return !isLone(key) || (areLettersOn() && !event.target.closest?.(FIELDS));
  }

  page.addEventListener("keydown", press);

  return {
    /** Returns how to forget it. */
    register(shortcut) {
      known.set(shortcut.id, shortcut);
      return () => known.get(shortcut.id) === shortcut && known.delete(shortcut.id);
    },
    /** Those of which the help tells. */
    list: () => [...known.values()].filter((one) => one.words),
  };
}
