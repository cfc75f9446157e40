import { blockAt, isSeparator } from "../store/blocks.js";
import { createHeights } from "../store/heights.js";
import { useEffect, useLayoutEffect, useReducer, useRef } from "./preact.js";

const NEAR_END_PX = 48;
// So much is drawn beyond the edges, and drawn again when half of it is used up.
const MARGIN_PX = 1_200;
const OLDER_NEAR_PX = 900;
const FIRST_UNREAD_AT_PX = 96;

/** Draws the part of a long log that is in view, and keeps the eye where it is.
 *
 * The eye is at the end, or on a row: the first one in view, at its distance from the
 * upper edge. Whatever is put before it, measured or folded, that row stays where it was.
 * `box` scrolls, `list` has a gap, the drawn rows, a gap. `onMove` hears {isAtEnd,
 * isFar, isNearStart, top: the block at the upper edge}.
 */
export function useLongLog({ box, list, blocks, isReady, onMove }) {
  const [, draw] = useReducer((n) => n + 1, 0);
  const log = useRef(null);
  log.current ??= { heights: createHeights(), eye: null, goal: null, isOpened: false, width: 0, hadFocus: false, blocks: null, left: null };
  const it = log.current;
  if (it.blocks !== blocks) {
    it.blocks = blocks;
    it.heights.setKeys(blocks.map((block) => block.key));
  }
  if (isReady && !it.isOpened) openAt(it);
  const span = spanOf(it, box.current?.clientHeight || innerHeight);
  const settle = useRef(null);
  settle.current = () => isReady && settleAt({ it, box: box.current, list: list.current, span, draw, onMove });

  useLayoutEffect(() => settle.current());
  useEffect(() => {
    const watch = new ResizeObserver(() => settle.current());
    watch.observe(box.current);
    watch.observe(list.current);
    return () => watch.disconnect();
  }, []);

  return {
    span,
    onScroll() {
      // The last scroll of a log is told after it was left.
      if (!box.current || !it.isOpened || it.goal !== null) return;
      look(it, box.current, list.current, span);
      leave(it, box.current);
      tell(it, box.current, list.current, onMove);
      if (isUsedUp(it, box.current, list.current, span)) draw();
    },
    toEnd() {
      it.eye = null;
      it.goal = { isEnd: true };
      draw();
    },
    /** Bring a message that is loaded to the middle; `onThere(place)` when it is there. */
    lead(seq, onThere) {
      it.goal = { seq, onThere };
      it.eye = { seq, offset: box.current.clientHeight / 2 };
      draw();
    },
  };
}

/** A thread opens at its first unread message, or at its end. */
function openAt(it) {
  it.isOpened = true;
  const unread = it.blocks.find((block) => block.type === "unread");
  it.goal = unread ? { seq: unread.seq, isUnread: true } : { isEnd: true };
  it.eye = unread ? { seq: unread.seq, offset: FIRST_UNREAD_AT_PX } : null;
}

/** The part to draw around the eye: [from, to). */
function spanOf({ heights, eye, blocks }, height) {
  const top = eye ? heights.top(blockAt(blocks, eye.seq)) - eye.offset : heights.total() - height;
  return heights.span(top - MARGIN_PX, top + height + MARGIN_PX);
}

/** After every drawing: measure, put the gaps, put the eye back, look where it is now. */
function settleAt({ it, box, list, span, draw, onMove }) {
  if (it.width !== list.clientWidth) it.heights.forget();
  it.width = list.clientWidth;
  if (wasScrolledUp(it, box)) look(it, box, list, span);
  measure(it, list, span);
  const [from, to] = span;
  list.firstElementChild.style.height = `${it.heights.top(from)}px`;
  list.querySelector(".gap-below").style.height = `${it.heights.total() - it.heights.top(to)}px`;
  putBack(it, box, list, span);
  keepFocus(it, box, list);
  look(it, box, list, span);
  leave(it, box);
  tell(it, box, list, onMove);
  if (isUsedUp(it, box, list, span)) draw();
}

function leave(it, box) {
  it.left = { top: box.scrollTop, height: box.scrollHeight };
}

/** From the end, by the reader, a moment ago: the browser has not told of it yet. What is
 * drawn in between must not bring him back. */
function wasScrolledUp({ eye, goal, left }, box) {
  return eye === null && goal === null && left !== null && box.scrollHeight >= left.height && box.scrollTop < left.top - NEAR_END_PX;
}

const rowOf = (list, [from], place) => list.children[1 + place - from];

function measure({ heights, blocks }, list, span) {
  for (let place = span[0]; place < span[1]; place += 1) {
    heights.measure(blocks[place].key, rowOf(list, span, place).getBoundingClientRect().height);
  }
}

function putBack(it, box, list, span) {
  const { goal, eye, blocks } = it;
  it.goal = null;
  if (goal?.isEnd || eye === null) {
    box.scrollTop = box.scrollHeight;
    return;
  }
  const place = goal?.isUnread ? blocks.findIndex((block) => block.type === "unread") : blockAt(blocks, eye.seq);
  const row = rowOf(list, span, place);
  if (place < span[0] || place >= span[1] || !row) return;
  const offset = goal && !goal.isUnread ? Math.max(FIRST_UNREAD_AT_PX, (box.clientHeight - row.offsetHeight) / 2) : eye.offset;
  box.scrollTop += distance(row, box) - offset;
  goal?.onThere?.(row);
}

const distance = (row, box) => row.getBoundingClientRect().top - box.getBoundingClientRect().top;

/** Where the eye is: at the end, or on the first row in view that is no separator, which
 * may go elsewhere when older messages come. */
function look(it, box, list, span) {
  if (isEndInView(box)) {
    it.eye = null;
    return;
  }
  const [from, to] = span;
  let place = Math.min(Math.max(from, it.heights.at(edge(box, list))), to - 1);
  while (place < to - 1 && (isSeparator(it.blocks[place]) || isAbove(rowOf(list, span, place), box))) place += 1;
  const row = rowOf(list, span, place);
  if (row) it.eye = { seq: it.blocks[place].seq, offset: distance(row, box) };
}

function isAbove(row, box) {
  return row.getBoundingClientRect().bottom <= box.getBoundingClientRect().top;
}

function isUsedUp({ heights, blocks }, box, list, [from, to]) {
  const top = edge(box, list);
  const isShortAbove = from > 0 && top - heights.top(from) < MARGIN_PX / 2;
  const isShortBelow = to < blocks.length && heights.top(to) - top - box.clientHeight < MARGIN_PX / 2;
  return isShortAbove || isShortBelow;
}

/** The upper edge of the box, as heights count: from the top of the list. */
const edge = (box, list) => box.scrollTop - list.offsetTop;

/** A row that had the focus and is no longer drawn leaves it to the log. */
function keepFocus(it, box, list) {
  if (it.hadFocus && document.activeElement === document.body) box.focus({ preventScroll: true });
  it.hadFocus = list.contains(document.activeElement);
}

function tell(it, box, list, onMove) {
  const top = edge(box, list);
  const below = box.scrollHeight - box.scrollTop - box.clientHeight;
  onMove({
    isAtEnd: it.eye === null,
    isFar: below > box.clientHeight,
    isNearStart: box.scrollTop < OLDER_NEAR_PX,
    // None where the log begins within the box.
    top: top > 0 ? it.blocks[it.heights.at(top)] : undefined,
  });
}

function isEndInView(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
}
