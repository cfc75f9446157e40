import assert from "node:assert/strict";
import test from "node:test";

import { followLine, NEW_LINE, noticeOf } from "../../static/js/store/line.js";

const at = (line, now) => noticeOf({ ...NEW_LINE, ...line }, now).notice;
const follow = (line, phase, now) => followLine({ line }, { phase }, now).line;

test("a short gap is not worth a word", () => {
  const lost = follow(NEW_LINE, "lost", 1_000);
  assert.equal(at(lost, 2_999), null);
  assert.equal(noticeOf(lost, 2_999).until, 3_000);
  assert.equal(at(lost, 3_000), "lost");
});

test("a server that does not come back for a minute is said to be down", () => {
  assert.equal(at({ lostAt: 0 }, 60_000), "down");
});

test("without a network it is that, at once", () => {
  assert.equal(at({ lostAt: 0, isOffline: true }, 1), "offline");
});

test("another history is told while it is read, and a return for four seconds", () => {
  assert.equal(at({ isRenewing: true, backAt: 0 }, 1), "renewing");
  const back = follow(follow(NEW_LINE, "lost", 0), "live", 10_000);
  assert.equal(at(back, 13_999), "back");
  assert.equal(at(back, 14_000), null);
});
