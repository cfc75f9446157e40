import assert from "node:assert/strict";
import test from "node:test";

import { anchorAt, offsetsOf, partsOf, placeOf, rowAt, sliceOf } from "../../static/js/store/window.js";

const KEYS = Array.from({ length: 10_000 }, (_, n) => `row ${n}`);
const even = offsetsOf(KEYS, () => undefined, 70);

test("rows that were never drawn have the estimated height, others their own", () => {
  const offsets = offsetsOf(["a", "b", "c"], (key) => (key === "b" ? 100 : undefined), 70);
  assert.deepEqual([...offsets], [0, 70, 170, 240]);
});

test("the row at a position is found, also outside of the list", () => {
  assert.deepEqual([-5, 0, 69, 70, 699_999, 9e9].map((y) => rowAt(even, y)), [0, 0, 0, 1, 9_999, 9_999]);
  assert.equal(rowAt(offsetsOf([], () => undefined, 70), 5), 0);
});

test("of ten thousand rows a few are drawn, and gaps stand for all others", () => {
  const parts = partsOf(even, sliceOf(even, 7_000, 7_700));
  assert.deepEqual(parts.filter((part) => "index" in part).map((part) => part.index), [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110]);
  const gaps = parts.filter((part) => "gap" in part).map((part) => part.gap);
  assert.equal(gaps.reduce((sum, gap) => sum + gap, 0) + 11 * 70, 700_000);
});

test("the row with the focus is drawn wherever it is", () => {
  const before = partsOf(even, sliceOf(even, 7_000, 7_069), 3);
  assert.deepEqual(before, [{ gap: 210, before: 3 }, { index: 3 }, { gap: 6_720, before: 100 }, { index: 100 }, { gap: 692_930, before: 10_000 }]);
  const after = partsOf(even, sliceOf(even, 0, 69), 9_999);
  assert.deepEqual(after, [{ index: 0 }, { gap: 699_860, before: 9_999 }, { index: 9_999 }]);
  const among = partsOf(even, sliceOf(even, 0, 100), 1);
  assert.deepEqual(among, [{ index: 0 }, { index: 1 }, { gap: 699_860, before: 10_000 }]);
});

test("an empty list has no parts", () => {
  const none = offsetsOf([], () => undefined, 70);
  assert.deepEqual(partsOf(none, sliceOf(none, 0, 900)), []);
});

test("the eye stays on its row when others come and go above it", () => {
  const anchor = anchorAt(even, KEYS, 715);
  const news = ["new 1", "new 2", ...KEYS];
  assert.equal(placeOf(anchor, offsetsOf(news, () => undefined, 70), news), 715 + 140);
  const fewer = KEYS.slice(3);
  assert.equal(placeOf(anchor, offsetsOf(fewer, () => undefined, 70), fewer), 715 - 210);
});

test("where its row has gone the eye rests on the next one", () => {
  const anchor = anchorAt(even, KEYS, 715);
  const left = KEYS.filter((key) => key !== "row 10");
  assert.equal(placeOf(anchor, offsetsOf(left, () => undefined, 70), left), 700);
});

test("at the top nothing is held: what is new is seen", () => {
  assert.equal(anchorAt(even, KEYS, 0), null);
  assert.equal(anchorAt(even, KEYS, -30), null);
});
