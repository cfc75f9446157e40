/** What is drawn onto a photo before it is sent, with its history. Pure.
 *
 * A mark {id, tool, x, y, w, h, text} in pixels of the picture. "hide" covers its rectangle;
 * "arrow" and "scale" lead from (x, y) by (w, h), whose signs count; "text" stands in its
 * rectangle, h is how high it is written.
 */
export const TOOLS = ["hide", "arrow", "text", "scale"];
export const SMALLEST_PX = 8;
const STEP = 0.01;
const isLine = ({ tool }) => tool === "arrow" || tool === "scale";

export function blankMarks({ w, h }) {
  return { size: { w, h }, marks: [], selected: null, past: [], future: [], n: 0 };
}

const longest = ({ w, h }) => Math.max(w, h);

/** What changes from here on is undone as one. */
export function hold(state) {
  return { ...state, past: [...state.past, state.marks], future: [] };
}

/** A new mark, selected; where it is not said, in the middle. */
export function addMark(state, tool, at = {}) {
  const id = state.n + 1;
  const mark = within(state.size, { id, ...placed(tool, state.size), ...at });
  return { ...hold(state), marks: [...state.marks, mark], selected: id, n: id };
}

function placed(tool, size) {
  const { w, h } = size;
  const places = {
    hide: { x: w * 0.375, y: h * 0.375, w: w * 0.25, h: h * 0.25 },
    arrow: { x: w * 0.35, y: h * 0.65, w: w * 0.15, h: h * -0.15 },
    text: { x: w * 0.1, y: h * 0.1, w: w * 0.5, h: longest(size) / 24 },
    scale: { x: w * 0.1, y: h * 0.9, w: w * 0.25, h: 0 },
  };
  return { tool, text: tool === "scale" ? "1 cm" : "", ...places[tool] };
}

/** Without a step of its own in the history: `hold` comes first. */
export function changeMark(state, id, more) {
  const changed = (mark) => (mark.id === id ? within(state.size, { ...mark, ...more }) : mark);
  return { ...state, marks: state.marks.map(changed) };
}

export function removeMark(state, id) {
  const marks = state.marks.filter((mark) => mark.id !== id);
  return { ...hold(state), marks, selected: state.selected === id ? null : state.selected };
}

export function selectMark(state, selected) {
  return { ...state, selected };
}

export function undo(state) {
  if (!state.past.length) return state;
  return { ...stepTo(state, state.past.at(-1)), past: state.past.slice(0, -1), future: [state.marks, ...state.future] };
}

export function redo(state) {
  if (!state.future.length) return state;
  return { ...stepTo(state, state.future[0]), past: [...state.past, state.marks], future: state.future.slice(1) };
}

function stepTo(state, marks) {
  return { ...state, marks, selected: marks.some((mark) => mark.id === state.selected) ? state.selected : null };
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrow keys move a mark by a hundredth of the picture; with Shift they change its size.
 * null where the key means nothing. */
export function nudged(state, id, { key, shiftKey = false }) {
  const way = ARROWS[key];
  const mark = state.marks.find((one) => one.id === id);
  if (!way || !mark) return null;
  const by = Math.max(1, Math.round(longest(state.size) * STEP));
  const [x, y] = way.map((one) => one * by);
  const more = shiftKey ? { w: mark.w + x, h: mark.h + y } : { x: mark.x + x, y: mark.y + y };
  return changeMark(hold(state), id, more);
}

/** A mark stays in its picture, and is never too small to be seen. */
export function within({ w: most, h: highest }, mark) {
  if (isLine(mark)) return lineWithin(most, highest, mark);
  const w = clamp(Math.round(mark.w), SMALLEST_PX, most);
  const h = clamp(Math.round(mark.h), SMALLEST_PX, highest);
  return { ...mark, w, h, x: clamp(Math.round(mark.x), 0, most - w), y: clamp(Math.round(mark.y), 0, highest - h) };
}

function lineWithin(most, highest, mark) {
  const x = clamp(Math.round(mark.x), Math.max(0, Math.round(-mark.w)), Math.min(most, Math.round(most - mark.w)));
  const y = clamp(Math.round(mark.y), Math.max(0, Math.round(-mark.h)), Math.min(highest, Math.round(highest - mark.h)));
  const [w, h] = [clamp(Math.round(mark.w), -x, most - x), clamp(Math.round(mark.h), -y, highest - y)];
  return { ...mark, x, y, w, h };
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/** What a finger takes hold of there: {id, part}, the last drawn first, the selected before
 * all; null where nothing is. `slack`: how far beside it may be. */
export function markAt({ marks, selected }, point, slack) {
  const inOrder = [...marks.filter((one) => one.id === selected), ...marks.filter((one) => one.id !== selected).reverse()];
  for (const mark of inOrder) {
    const part = partAt(mark, point, slack, mark.id === selected);
    if (part) return { id: mark.id, part };
  }
  return null;
}

function partAt(mark, { x, y }, slack, isSelected) {
  if (isSelected) {
    const handle = handlesOf(mark).find((one) => Math.hypot(one.x - x, one.y - y) <= slack);
    if (handle) return handle.part;
  }
  if (isLine(mark)) return distanceTo(mark, x, y) <= slack ? "whole" : null;
  const isIn = x >= mark.x && x <= mark.x + mark.w && y >= mark.y && y <= mark.y + mark.h;
  return isIn ? "whole" : null;
}

function distanceTo({ x, y, w, h }, px, py) {
  const long = w * w + h * h;
  const t = long ? clamp(((px - x) * w + (py - y) * h) / long, 0, 1) : 0;
  return Math.hypot(px - x - t * w, py - y - t * h);
}

/** Where a selected mark is drawn out: its ends, or its corners. */
export function handlesOf(mark) {
  const { x, y, w, h } = mark;
  const [start, end] = [{ x, y, part: "start" }, { x: x + w, y: y + h, part: "end" }];
  return isLine(mark) ? [start, end] : [start, end, { x: x + w, y, part: "right" }, { x, y: y + h, part: "left" }];
}

/** A mark whose `part` was drawn by (dx, dy) from where it was. */
export function dragged(mark, part, dx, dy) {
  const { x, y, w, h } = mark;
  if (part === "whole") return { x: x + dx, y: y + dy };
  if (isLine(mark)) return part === "end" ? { w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w: w - dx, h: h - dy };
  const left = part === "start" || part === "left";
  const top = part === "start" || part === "right";
  return boxOf(left ? x + w : x, top ? y + h : y, (left ? x : x + w) + dx, (top ? y : y + h) + dy);
}

/** The rectangle between two corners, whichever is first. */
export function boxOf(x1, y1, x2, y2) {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
}

/** Where a mark lies, in hundredths of the picture: for who cannot see it. */
export function percents({ size }, mark) {
  const of = (value, whole) => Math.round((100 * value) / whole);
  const box = boxOf(mark.x, mark.y, mark.x + mark.w, mark.y + mark.h);
  return { left: of(box.x, size.w), top: of(box.y, size.h), width: of(box.w, size.w), height: of(box.h, size.h) };
}
