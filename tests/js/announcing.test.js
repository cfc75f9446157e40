import assert from "node:assert/strict";
import test from "node:test";

import { linesOf, newsOf, NOTHING_HEARD } from "../../static/js/store/announcing.js";
import { emptyThread } from "../../static/js/store/threads.js";
import { ME, message, retracted, TALK } from "./cast.js";

const me = { id: ME };
const open = { id: TALK };

function state(...items) {
  return { me, open, threads: { [TALK]: { ...emptyThread, phase: "ready", items } } };
}

test("a thread that has just been opened has no news", () => {
  const { heard, news } = newsOf(state(message(1), message(2)), NOTHING_HEARD);
  assert.deepEqual([heard, news], [{ id: TALK, head: 2 }, []]);
});

test("others' messages are told once, mine and what is taken back are not", () => {
  const before = { id: TALK, head: 1 };
  const grown = state(message(1), message(2), message(3, "moi", ME), retracted(4, 1));
  const { heard, news } = newsOf(grown, before);
  assert.deepEqual(news.map((item) => item.seq), [2]);
  assert.deepEqual(newsOf(grown, heard).news, []);
});

test("older pages are no news", () => {
  assert.deepEqual(newsOf(state(message(1), message(2), message(3)), { id: TALK, head: 3 }).news, []);
});

test("what is not mine any more is not heard either", () => {
  assert.deepEqual(newsOf({ me, open, threads: {} }, { id: TALK, head: 3 }), { heard: NOTHING_HEARD, news: [] });
});

test("three are told one by one, more as a number", () => {
  const some = [1, 2, 3].map((seq) => message(seq));
  assert.deepEqual(linesOf(some).map((line) => line.text), ["m1", "m2", "m3"]);
  assert.deepEqual(linesOf([...some, message(4), message(5)]), [{ n: 5 }]);
});

test("a long text is told in short, never half a character", () => {
  const [line] = linesOf([message(1, "👩".repeat(500))]);
  assert.equal(line.text, `${"👩".repeat(120)}…`);
});
