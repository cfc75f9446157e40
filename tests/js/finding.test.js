import assert from "node:assert/strict";
import test from "node:test";

import { hitsOf, nextHit, partsOf, wantedOf } from "../../static/js/store/finding.js";
import { message, retracted } from "./cast.js";

const items = [message(1, "Éruption au bras"), message(2, "Rien"), { ...message(3), data: {} }, retracted(4, 3), message(5, "une eruption")];
const marked = (text, q) => partsOf(text, wantedOf(q)).map((part) => (part.isHit ? `[${part.text}]` : part.text)).join("");

test("case and accents do not matter", () => {
  assert.deepEqual(hitsOf(items, wantedOf("ÉRUPTION")), [1, 5]);
});

test("one letter is too short to look for", () => {
  assert.deepEqual(hitsOf(items, wantedOf("r")), []);
});

test("the very letters that match are marked", () => {
  assert.equal(marked("Éruption, éruption", "eruption"), "[Éruption], [éruption]");
  assert.equal(marked("l’ﬁn du cœur 👩‍⚕️ noté", "note"), "l’ﬁn du cœur 👩‍⚕️ [noté]");
  assert.equal(marked("e\u0301té", "été"), "[e\u0301té]");
  assert.equal(marked("<b>gras</b>", "gras"), "<b>[gras]</b>");
});

test("the newest hit comes first, then one after the other", () => {
  assert.equal(nextHit([1, 5, 9], null, -1), 9);
  assert.equal(nextHit([1, 5, 9], 9, -1), 5);
  assert.equal(nextHit([1, 5, 9], 1, -1), null);
  assert.equal(nextHit([1, 5, 9], 9, 1), null);
});
