import { hasPending, isArchived, isInTab, isMuted, matches, matchesPending, sortOf } from "./filters.js";
import { comparePlaces, inOrder, mergedInOrder, placeIn } from "./order.js";
import { createOrdered } from "./ordered.js";
import { pendingOf } from "./queues.js";

/** What the screen shows of the state. Pure, but for what it remembers to be quick. */

const ordered = createOrdered();
const unreadOnes = createOrdered();

/** Rows of conversations, in order; the open one stays while it is being read. Nothing
 * beyond the last page, but for what is known to be before its end. */
export function shownRows({ rows, list, open, me }) {
  const sort = sortOf(list);
  const { filters, tab, bound, keep } = list;
  const accept = (row) => (isListed(row, filters, tab, me?.id) || isKept(row, keep, open)) && isWithin(row, bound, sort);
  return ordered(rows, { signature: signatureOf([filters, tab, sort, bound, keep, open?.id, me?.id]), accept, sort });
}

let lastSignature = [];

/** The same array while its parts are the same. */
function signatureOf(parts) {
  const isSame = parts.length === lastSignature.length && parts.every((part, n) => part === lastSignature[n]);
  if (!isSame) lastSignature = parts;
  return lastSignature;
}

export function isListed(row, filters, tab, me) {
  return isInTab(row, tab, me) && matches(row, filters);
}

/** It stood here when it was opened: reading it does not take it away. */
function isKept(row, keep, open) {
  return row.id === keep && row.id === open?.id && !isArchived(row);
}

/** `bound`: where the last row of the last page stood; none when all is here. */
function isWithin(row, bound, sort) {
  return !bound || comparePlaces(placeIn(row, sort), bound) <= 0;
}

/** Questions that wait, as rows that sort among conversations. */
export function shownPending({ queues, list, gone = {} }) {
  const { filters } = list;
  if (!hasPending(filters)) return [];
  const waiting = Object.keys(queues).flatMap((group) =>
    pendingOf({ queues }, group)
      .filter((row) => matchesPending(row, group, filters))
      .map((row) => asRow(row, group)),
  );
  const left = Object.entries(gone).map(([id, one]) => goneRow(id, one));
  return [...waiting, ...left].sort(inOrder(sortOf(list)));
}

const asRows = new WeakMap();

function asRow(row, group) {
  if (!asRows.has(row)) {
    const { question: id, asked_at } = row;
    asRows.set(row, { id, kind: "question", pending: row, group, unread: 1, unread_at: asked_at, moved_at: asked_at });
  }
  return asRows.get(row);
}

function goneRow(id, { asked_at, group }) {
  return { id, kind: "question", isGone: true, group, unread: 1, unread_at: asked_at, moved_at: asked_at };
}

/** What « À traiter » shows: pending questions and what is unread, in one order. */
export function shownTodo(state) {
  return mergedInOrder(shownRows(state), shownPending(state), inOrder(sortOf(state.list)));
}

/** Unread and not archived, as far as this page knows. */
function unreadOf(rows) {
  return unreadOnes(rows, { signature: "unread", accept: (row) => row.unread > 0 && !isArchived(row), sort: "newest" });
}

/** Unread messages of what is neither muted nor archived (S2-08). */
export function badge({ rows }, now = Date.now()) {
  return unreadOf(rows).reduce((sum, row) => (isMuted(row, now) ? sum : sum + row.unread), 0);
}

/** How many conversations of each tab want me; « À traiter » counts questions, too. */
export function tabCounts({ rows, queues, me }) {
  const unread = unreadOf(rows);
  const pending = Object.values(queues).reduce((n, queue) => n + Object.keys(queue.rows).length, 0);
  const mine = unread.filter((row) => isInTab(row, "mine", me?.id)).length;
  return { todo: unread.length + pending, mine, all: unread.length };
}

export function badgeText(n) {
  return n > 99 ? "99+" : String(n);
}

/** Ids of who is writing here, besides me. */
export function writers({ typing }, conversation) {
  return Object.keys(typing[conversation] ?? {});
}
