import assert from "node:assert/strict";
import test from "node:test";

import { blockAt, blocksOf, firstUnreadOf, hasUnreadBefore } from "../../static/js/store/blocks.js";
import { emptyThread } from "../../static/js/store/threads.js";
import { ME, message, PETIT, retracted } from "./cast.js";

const dayKey = (at) => at.slice(0, 10);
const on = (day, seq, author = PETIT) => message(seq, `m${seq}`, author, { at: `2026-03-0${day}T10:0${seq}:00Z` });
const thread = (items, more = {}) => ({ ...emptyThread, phase: "ready", items, ...more });
const kinds = (blocks) => blocks.map((block) => block.type);

test("a day begins with its line, and people's messages stand together", () => {
  const blocks = blocksOf(thread([on(1, 1), on(1, 2), on(1, 3, ME), on(2, 4, ME)]), ME, dayKey);
  assert.deepEqual(kinds(blocks), ["day", "message", "message", "message", "day", "message"]);
  assert.deepEqual(blocks.filter((block) => block.isFollowing).map((block) => block.seq), [2]);
});

test("what was unread at the opening has a line above it, once", () => {
  const read = { openedAt: 1, openedHead: 3 };
  const blocks = blocksOf(thread([on(1, 1), on(1, 2, ME), on(1, 3), on(1, 4)], read), ME, dayKey);
  assert.deepEqual(kinds(blocks), ["day", "message", "message", "unread", "message", "message"]);
});

test("the line is not drawn where the first unread one may lie above", () => {
  const cut = thread([on(1, 5), on(1, 6)], { openedAt: 1, openedHead: 6, hasOlder: true });
  assert.equal(firstUnreadOf(cut, ME), undefined);
  assert.equal(hasUnreadBefore(cut), true);
  assert.equal(firstUnreadOf({ ...cut, openedAt: 4 }, ME), 5);
});

test("a seq has a place, also where it is not shown", () => {
  const blocks = blocksOf(thread([on(1, 1), retracted(2, 1), on(2, 3)]), ME, dayKey);
  assert.deepEqual([1, 2, 3, 9].map((seq) => blocks[blockAt(blocks, seq)]?.item?.seq), [1, 3, 3, undefined]);
});
