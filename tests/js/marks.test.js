import assert from "node:assert/strict";
import test from "node:test";

import { addMark, blankMarks, boxOf, changeMark, dragged, hold, markAt, nudged, percents, redo, removeMark, selectMark, undo, within } from "../../static/js/store/marks.js";

const SIZE = { w: 1000, h: 800 };
const blank = () => blankMarks(SIZE);
const only = (state) => state.marks[0];

test("a new area lies in the middle and is selected", () => {
  const state = addMark(blank(), "hide");
  assert.deepEqual(only(state), { id: 1, tool: "hide", text: "", x: 375, y: 300, w: 250, h: 200 });
  assert.equal(state.selected, 1);
});

test("arrow keys move by a hundredth, with Shift they change the size", () => {
  const state = addMark(blank(), "hide");
  assert.equal(only(nudged(state, 1, { key: "ArrowRight" })).x, 385);
  assert.equal(only(nudged(state, 1, { key: "ArrowDown", shiftKey: true })).h, 210);
  assert.equal(nudged(state, 1, { key: "a" }), null);
  assert.equal(nudged(state, 7, { key: "ArrowDown" }), null);
});

test("a mark stays in its picture", () => {
  assert.deepEqual(within(SIZE, { tool: "hide", x: -5, y: 790, w: 2000, h: 1 }), { tool: "hide", x: 0, y: 790, w: 1000, h: 8 });
  assert.deepEqual(within(SIZE, { tool: "arrow", x: 990, y: 10, w: 50, h: -40 }), { tool: "arrow", x: 950, y: 40, w: 50, h: -40 });
});

test("undo and redo go through what was done", () => {
  const one = addMark(blank(), "hide");
  const two = changeMark(hold(one), 1, { x: 10 });
  const three = removeMark(two, 1);
  assert.equal(three.selected, null);
  assert.equal(only(undo(three)).x, 10);
  assert.equal(only(undo(undo(three))).x, 375);
  assert.deepEqual(undo(undo(undo(three))).marks, []);
  assert.equal(only(redo(undo(undo(three)))).x, 10);
  const other = addMark(undo(three), "arrow");
  assert.equal(redo(other), other);
});

test("a finger takes hold of a corner, an inside, a line; the last drawn first", () => {
  const state = addMark(addMark(blank(), "hide", { x: 100, y: 100, w: 200, h: 100 }), "hide", { x: 150, y: 120, w: 200, h: 100 });
  assert.deepEqual(markAt(state, { x: 160, y: 150 }, 5), { id: 2, part: "whole" });
  assert.deepEqual(markAt(selectMark(state, 1), { x: 160, y: 150 }, 5), { id: 1, part: "whole" });
  assert.deepEqual(markAt(selectMark(state, 1), { x: 302, y: 199 }, 5), { id: 1, part: "end" });
  assert.equal(markAt(state, { x: 900, y: 700 }, 5), null);
  const line = addMark(blank(), "scale", { x: 100, y: 100, w: 100, h: 0 });
  assert.deepEqual(markAt(selectMark(line, null), { x: 150, y: 104 }, 5), { id: 1, part: "whole" });
  assert.equal(markAt(selectMark(line, null), { x: 150, y: 120 }, 5), null);
});

test("corners and ends are drawn out, whichever way", () => {
  const box = { tool: "hide", x: 100, y: 100, w: 50, h: 40 };
  assert.deepEqual(dragged(box, "whole", 5, -5), { x: 105, y: 95 });
  assert.deepEqual(dragged(box, "end", 10, 10), { x: 100, y: 100, w: 60, h: 50 });
  assert.deepEqual(dragged(box, "start", 10, 10), { x: 110, y: 110, w: 40, h: 30 });
  assert.deepEqual(dragged(box, "right", -70, 0), { x: 80, y: 100, w: 20, h: 40 });
  assert.deepEqual(dragged(box, "left", -10, 10), { x: 90, y: 100, w: 60, h: 50 });
  const line = { tool: "arrow", x: 10, y: 10, w: 5, h: 5 };
  assert.deepEqual(dragged(line, "end", 1, 2), { w: 6, h: 7 });
  assert.deepEqual(dragged(line, "start", 1, 2), { x: 11, y: 12, w: 4, h: 3 });
  assert.deepEqual(boxOf(9, 9, 4, 2), { x: 4, y: 2, w: 5, h: 7 });
});

test("where it lies, in hundredths", () => {
  const state = addMark(blank(), "arrow", { x: 500, y: 400, w: -100, h: -80 });
  assert.deepEqual(percents(state, only(state)), { left: 40, top: 40, width: 10, height: 10 });
});
