import assert from "node:assert/strict";
import test from "node:test";

import { askedAt, byPlace, filledIn, found, inserted, textIn } from "../../static/js/store/quick-replies.js";

const reply = (shortcut, title = shortcut, more = {}) => ({ id: shortcut, shortcut, title, text_fr: "", text_en: "", organisation: null, ...more });

test("a slash at the beginning of a word asks for replies", () => {
  assert.deepEqual(askedAt("/", 1), { start: 0, word: "" });
  assert.deepEqual(askedAt("Bonjour /pho", 12), { start: 8, word: "pho" });
  assert.deepEqual(askedAt("Ligne\n/été", 10), { start: 6, word: "été" });
});

test("a date, a fraction, an address or a finished word do not", () => {
  for (const text of ["12/03", "et/ou", "https://", "a / b", "/photo "]) assert.equal(askedAt(text, text.length), null, text);
});

test("typing narrows: shortcuts first, then words of the title; accents do not matter", () => {
  const replies = [reply("ordonnance"), reply("merci", "Ôter le pansement"), reply("photo")];
  assert.deepEqual(found(replies, "o").map((one) => one.shortcut), ["ordonnance", "merci"]);
  assert.deepEqual(found(replies, "PHO").map((one) => one.shortcut), ["photo"]);
  assert.equal(found(replies, "").length, 3);
  assert.deepEqual(found(replies, "zz"), []);
});

test("the reader's language, or the one that there is", () => {
  const both = reply("a", "a", { text_fr: "Bonjour", text_en: "Hello" });
  assert.deepEqual([textIn(both, "fr"), textIn(both, "en"), textIn({ ...both, text_en: "" }, "en")], ["Bonjour", "Hello", "Bonjour"]);
});

test("what is known is filled in; the first that is not is selected", () => {
  const { text, unknown } = filledIn("Bonjour {patient}, ici {moi}, le {date}. {Patient} {rien}", { moi: "Dr Petit", date: "3 mars" });
  assert.equal(text, "Bonjour {patient}, ici Dr Petit, le 3 mars. {Patient} {rien}");
  assert.equal(text.slice(...unknown), "{patient}");
  assert.deepEqual(filledIn("Ici {moi}.", { moi: "$& {date}" }), { text: "Ici $& {date}.", unknown: null });
});

test("a reply stands where it was asked for, and the caret after it", () => {
  const written = inserted("Oui /mer demain", { start: 4, end: 8 }, { text: "merci", unknown: null });
  assert.deepEqual(written, { text: "Oui merci demain", selection: [9, 9] });
  const open = inserted("/p", { start: 0, end: 2 }, { text: "Cher {patient},", unknown: [5, 14] });
  assert.deepEqual(open.selection, [5, 14]);
});

test("mine come first, then each organisation's by name", () => {
  const places = byPlace([reply("a", "a", { organisation: { id: "2", name: "Val" } }), reply("b"), reply("c", "c", { organisation: { id: "1", name: "Orne" } })]);
  assert.deepEqual(places.map((one) => one.organisation?.name ?? "mine"), ["mine", "Orne", "Val"]);
});
