import { inOrder } from "./order.js";

/** Rows of the list, and what entries and cursors change in them. Pure. */

export const MOST_UNREAD = 100;

/** A row as the server gave it, ready to grow: unread is exact up to `counted`. */
export function fresh(row) {
  return { ...row, counted: row.head, arrived: [], doubtful: false };
}

const isTheirs = (me) => (item) => item.kind === "message" && item.author?.id !== me;

/** The row after (row.head, upto] of its log. */
export function grown(row, items, upto, me) {
  const news = items.filter((item) => item.seq > row.head && item.seq <= upto);
  const theirs = news.filter(isTheirs(me)).map(({ seq, at }) => ({ seq, at }));
  const unread = theirs.filter((one) => one.seq > row.read);
  const last = news.at(-1);
  return recounted({
    ...afterRetractions(row, news),
    ...titleAfter(row, news),
    ...stateAfter(row, news),
    ...groupAfter(row, news),
    head: Math.max(row.head, upto),
    moved_at: last ? last.at : row.moved_at,
    last: last ?? row.last,
    arrived: [...row.arrived, ...theirs],
    unread: row.unread + unread.length,
    unread_at: row.unread_at ?? unread[0]?.at ?? null,
  });
}

function titleAfter(row, news) {
  const renamed = news.findLast((item) => item.kind === "renamed");
  return renamed ? { title: renamed.data.title } : {};
}

/** An administrator has put a question to another group. */
function groupAfter(row, news) {
  const moved = news.findLast((item) => item.kind === "moved");
  return moved && row.question ? { question: { ...row.question, group: moved.data.group.id } } : {};
}

const STATES = { claimed: "claimed", released: "pending", withdrawn: "withdrawn", closed: "closed" };
const READ_ONLY = new Set(["withdrawn", "closed"]);

/** What becomes of a question stands in its log. */
function stateAfter(row, news) {
  if (row.kind !== "question") return {};
  const turned = news.findLast((item) => item.kind in STATES || item.kind === "reopened");
  if (!turned) return {};
  const state = STATES[turned.kind] ?? turned.data.state ?? "claimed";
  return { state, can_write: !READ_ONLY.has(state) };
}

function afterRetractions(row, news) {
  const isGone = news.some((item) => item.kind === "retracted" && item.data.seq === row.last?.seq);
  return isGone ? { ...row, last: { ...row.last, data: {} } } : row;
}

/** The row after cursors moved, here or on another device. Cursors only grow. */
export function withCursors(row, { read, received }) {
  const next = Math.max(row.read, read ?? 0);
  const moved = { ...row, read: next, received: Math.max(row.received, received ?? 0, next) };
  return next === row.read ? moved : recounted(moved, true);
}

function recounted(row, hasMoved = false) {
  if (row.read >= row.head) return { ...row, unread: 0, unread_at: null, arrived: [], counted: row.head, doubtful: false };
  if (!hasMoved) return { ...row, unread: Math.min(MOST_UNREAD, row.unread) };
  const arrived = row.arrived.filter((one) => one.seq > row.read);
  if (row.read >= row.counted) {
    const unread = Math.min(MOST_UNREAD, arrived.length);
    return { ...row, unread, unread_at: arrived[0]?.at ?? null, arrived, doubtful: false };
  }
  // Part of the unread ones came before this page knew them: only the server can count.
  return { ...row, arrived, doubtful: true };
}

/** The row with what the state stream says of it, which is newer than any page. */
export function withMarks(row, marks) {
  if (!marks) return row;
  const { archived_head, muted_until, draft_at } = marks;
  return { ...withCursors(row, marks), archived_head, muted_until, draft_at };
}

/** How far the other of a private conversation has come. Cursors only grow. */
export function withOther(row, cursors) {
  const cursor = cursors.find((one) => one.person === row.other?.id);
  if (!cursor) return row;
  const { read, received } = row.other;
  return { ...row, other: { ...row.other, read: Math.max(read, cursor.read), received: Math.max(received, cursor.received) } };
}

/** Latest first; the id settles equal times, as on the server. */
export const byNewest = inOrder("newest");
