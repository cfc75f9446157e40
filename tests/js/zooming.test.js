import assert from "node:assert/strict";
import test from "node:test";

import { FITTING, fitted, kept, moved, swiped, turned, zoomed } from "../../static/js/store/zooming.js";

test("from a quarter to four times", () => {
  assert.equal(zoomed(FITTING, 100).zoom, 4);
  assert.equal(zoomed(FITTING, 0.01).zoom, 0.25);
});

test("what is under the finger stays there", () => {
  const look = zoomed(FITTING, 2, { x: 100, y: -50 });
  assert.deepEqual([look.x, look.y], [-100, 50]);
  assert.deepEqual(zoomed(look, 0.5, { x: 100, y: -50 }), FITTING);
});

test("what fits does not move, what is larger stays in sight", () => {
  assert.deepEqual(moved(FITTING, 30, 30), FITTING);
  const far = kept(moved(zoomed(FITTING, 2), 5000, -5000), { w: 300, h: 200 });
  assert.deepEqual([far.x, far.y], [300, -200]);
});

test("a turn is looked at only, and stays when it is fitted", () => {
  const look = turned(turned(zoomed(FITTING, 2)));
  assert.deepEqual([look.turns, fitted(look).turns, fitted(look).zoom], [2, 2, 1]);
  assert.equal(turned(turned(look)).turns, 0);
});

test("a swipe goes on, except in what is enlarged, and only across", () => {
  assert.deepEqual([swiped(FITTING, -80, 10), swiped(FITTING, 80, 10), swiped(FITTING, -80, 70), swiped(FITTING, -20, 0)], [1, -1, 0, 0]);
  assert.equal(swiped({ ...FITTING, zoom: 2 }, -80, 0), 0);
});
