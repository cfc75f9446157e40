import assert from "node:assert/strict";
import test from "node:test";

import { createShortcuts, isKey, isLone } from "../../static/js/shortcuts.js";

const event = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

/** A page that hears keys; `at` says in which kinds of element the focus is. */
function page({ areLettersOn = true, isDialogOpen = false } = {}) {
  const place = { querySelector: () => (isDialogOpen ? {} : null), addEventListener: (_, hear) => (place.hear = hear) };
  const shortcuts = createShortcuts({ areLettersOn: () => areLettersOn, page: place });
  const done = [];
  function press(key, { at = [], ...more } = {}) {
    const pressed = { ...event(key, more), target: { closest: (wanted) => at.some((one) => wanted.includes(one)) || null } };
    let isTaken = false;
    place.hear({ ...pressed, preventDefault: () => (isTaken = true) });
    return isTaken;
  }
  const add = (id, key, run = () => undefined) => shortcuts.register({ id, keys: [key], words: id, group: "list", run: () => (done.push(id), run()) });
  return { shortcuts, add, press, done };
}

test("a key is itself with exactly its modifiers", () => {
  assert.ok(isKey("J", event("j")));
  assert.ok(!isKey("J", event("j", { ctrlKey: true })));
  assert.ok(isKey("Mod+K", event("k", { metaKey: true })));
  assert.ok(isKey("Mod+K", event("k", { ctrlKey: true })));
  assert.ok(!isKey("F6", event("F6", { shiftKey: true })));
  assert.ok(isKey("Shift+F6", event("F6", { shiftKey: true })));
});

test("a sign may need Shift on one keyboard and none on another", () => {
  assert.ok(isKey("?", event("?", { shiftKey: true })));
  assert.ok(isKey("/", event("/", { shiftKey: true })));
  assert.ok(!isKey("J", event("J", { shiftKey: true })));
});

test("only single characters are lone", () => {
  assert.deepEqual(["J", "?", "F6", "Alt+O"].map(isLone), [true, true, false, false]);
});

test("a letter is text in a field and a key elsewhere", () => {
  const { add, press, done } = page();
  add("next", "J");
  add("go-to", "Mod+K");
  assert.ok(!press("j", { at: ["textarea"] }));
  assert.ok(press("k", { at: ["textarea"], ctrlKey: true }));
  assert.ok(press("j"));
  assert.deepEqual(done, ["go-to", "next"]);
});

test("without single letters the other keys still act", () => {
  const { add, press, done } = page({ areLettersOn: false });
  add("next", "J");
  add("pane", "F6");
  press("j");
  press("F6");
  assert.deepEqual(done, ["pane"]);
});

test("behind a dialog, in a menu, or while a character is composed nothing acts", () => {
  const behind = page({ isDialogOpen: true });
  behind.add("next", "J");
  behind.press("j");
  const free = page();
  free.add("next", "J");
  free.press("j", { at: ["[role=menu]"] });
  free.press("j", { isComposing: true });
  free.press("j", { defaultPrevented: true });
  assert.deepEqual([...behind.done, ...free.done], []);
});

test("a shortcut with nothing to do leaves the key alone", () => {
  const { add, press } = page();
  add("close", "E", () => false);
  assert.ok(!press("e"));
});

test("what was registered last is asked first, and may pass it on", () => {
  const { add, press, done } = page();
  add("focus", "R");
  add("claim", "R", () => false);
  assert.ok(press("r"));
  assert.deepEqual(done, ["claim", "focus"]);
});

test("what is registered is listed until it is forgotten", () => {
  const { add, shortcuts } = page();
  const forget = add("next", "J");
  add("previous", "K");
  forget();
  assert.deepEqual(shortcuts.list().map((one) => one.id), ["previous"]);
});
