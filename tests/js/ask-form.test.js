import assert from "node:assert/strict";
import { test } from "node:test";
import { BLANK, firstIncomplete, problemsOf, withPrompt } from "../../static/js/store/ask-form.js";
import { DERM } from "./cast.js";

const GROUPS = [{ id: DERM, is_open: true }, { id: "shut", is_open: false }];
const RULES = { limit: 10, needsCheck: true, groups: GROUPS };
const FULL = { ...BLANK, group: DERM, title: "Rougeur", text: "Au bras", isUnderstood: true };

test("each step says what it lacks", () => {
  assert.deepEqual(problemsOf(BLANK, RULES), { group: ["group"], text: ["title", "text"], photos: [], check: ["isUnderstood"] });
  assert.deepEqual(problemsOf(FULL, RULES), { group: [], text: [], photos: [], check: [] });
  assert.deepEqual(problemsOf({ ...FULL, title: " ab " }, RULES).text, ["title"]);
  assert.deepEqual(problemsOf({ ...FULL, title: "x".repeat(121) }, RULES).text, ["title"]);
  assert.deepEqual(problemsOf({ ...FULL, text: "😀".repeat(10) }, RULES).text, []);
  assert.deepEqual(problemsOf({ ...FULL, text: "😀".repeat(11) }, RULES).text, ["text"]);
});

test("a photo that could not be sent is in the way until it is taken out", () => {
  const tray = [{ phase: "ready" }, { phase: "failed" }];
  assert.deepEqual(problemsOf(FULL, { ...RULES, tray }).photos, ["photos"]);
  assert.deepEqual(problemsOf(FULL, { ...RULES, tray: tray.slice(0, 1) }).photos, []);
});

test("a group that has closed meanwhile is chosen again", () => {
  assert.deepEqual(problemsOf({ ...FULL, group: "shut" }, RULES).group, ["group"]);
  assert.deepEqual(problemsOf({ ...FULL, group: "gone" }, RULES).group, ["group"]);
});

test("a practitioner ticks nothing", () => {
  const form = { ...FULL, isUnderstood: false };
  assert.deepEqual(problemsOf(form, { ...RULES, needsCheck: false }).check, []);
});

test("the first step that is not complete is the one to go to", () => {
  assert.equal(firstIncomplete(problemsOf(BLANK, RULES)), 0);
  assert.equal(firstIncomplete(problemsOf({ ...FULL, text: "" }, RULES)), 1);
  assert.equal(firstIncomplete(problemsOf(FULL, RULES)), 3);
});

test("a prompt begins a line of its own, once", () => {
  assert.deepEqual(withPrompt("", "Depuis quand ?"), { text: "Depuis quand ? ", caret: 15 });
  const { text, caret } = withPrompt("Rougeur au bras  ", "Allergies ?");
  assert.equal(text, "Rougeur au bras\nAllergies ? ");
  assert.equal(caret, text.length);
  const written = "Allergies ? aucune\nFin";
  assert.deepEqual(withPrompt(written, "Allergies ?"), { text: written, caret: 18 });
});
