import assert from "node:assert/strict";
import test from "node:test";

import { createHeights } from "../../static/js/store/heights.js";

const keys = (n, from = 0) => Array.from({ length: n }, (_, place) => from + place);

test("a short list is drawn as a whole", () => {
  const heights = createHeights();
  heights.setKeys(keys(100));
  assert.deepEqual(heights.span(3_000, 3_100), [0, 100]);
});

test("of a long list the part in view is drawn, by guessed heights", () => {
  const heights = createHeights();
  heights.setKeys(keys(20_000));
  const [from, to] = heights.span(heights.top(10_000), heights.top(10_010));
  assert.deepEqual([from, to], [10_000, 10_011]);
});

test("what is measured counts, and what is not is as high as the measured on average", () => {
  const heights = createHeights();
  heights.setKeys(keys(200));
  heights.measure(0, 100);
  heights.measure(1, 40);
  assert.equal(heights.top(2), 140);
  assert.equal(heights.total(), 140 + 198 * 70);
});

test("rows keep their height when older ones come before them", () => {
  const heights = createHeights();
  heights.setKeys(keys(200, 200));
  heights.measure(200, 300);
  heights.measure(201, 100);
  heights.setKeys(keys(400));
  assert.equal(heights.top(201) - heights.top(200), 300);
  assert.equal(heights.at(heights.top(200) + 299), 200);
});

test("beyond both ends are the first and the last row", () => {
  const heights = createHeights();
  heights.setKeys(keys(200));
  assert.deepEqual(heights.span(-500, -400), [0, 1]);
  assert.deepEqual(heights.span(1e9, 2e9), [199, 200]);
});
