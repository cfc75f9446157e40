import { timeKey } from "../times.js";

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
  const theirs = news.filter(isTheirs(me)).map((item) => item.seq);
  const last = news.at(-1);
  return recounted({
    ...afterRetractions(row, news),
    ...titleAfter(row, news),
    ...stateAfter(row, news),
    head: Math.max(row.head, upto),
    moved_at: last ? last.at : row.moved_at,
    last: last ?? row.last,
    arrived: [...row.arrived, ...theirs],
    unread: row.unread + theirs.filter((seq) => seq > row.read).length,
  });
}

function titleAfter(row, news) {
  const renamed = news.findLast((item) => item.kind === "renamed");
  return renamed ? { title: renamed.data.title } : {};
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
  if (row.read >= row.head) return { ...row, unread: 0, arrived: [], counted: row.head, doubtful: false };
  if (!hasMoved) return { ...row, unread: Math.min(MOST_UNREAD, row.unread) };
  const arrived = row.arrived.filter((seq) => seq > row.read);
  if (row.read >= row.counted) {
    return { ...row, unread: Math.min(MOST_UNREAD, arrived.length), arrived, doubtful: false };
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

/** Latest first; the id settles equal times, as on the server. */
export function byNewest(a, b) {
  const [at, bt] = [timeKey(a.moved_at), timeKey(b.moved_at)];
  if (at !== bt) return at < bt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
