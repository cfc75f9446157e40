import { timeKey } from "../times.js";

/** The orders of a list, as on the server. Pure.
 *
 * newest: what moved last first. oldest: what is unread first, the longest first; unread:
 * what is unread first; the others as newest.
 */

const places = { newest: new WeakMap(), oldest: new WeakMap(), unread: new WeakMap() };

/** Where a row stands, worked out once for each row as it is. */
export function placeIn(row, sort) {
  const known = places[sort];
  if (!known.has(row)) known.set(row, newPlace(row, sort));
  return known.get(row);
}

function newPlace(row, sort) {
  const waits = sort !== "newest" && row.unread > 0;
  if (waits && sort === "oldest") return { lead: 0, key: timeKey(row.unread_at ?? row.moved_at), isRising: true };
  return { lead: sort === "newest" || waits ? 0 : 1, key: timeKey(row.moved_at), isRising: false };
}

/** Before (negative), after (positive), or at the same place. */
export function comparePlaces(a, b) {
  if (a.lead !== b.lead) return a.lead - b.lead;
  if (a.key === b.key) return 0;
  return a.key < b.key === a.isRising ? -1 : 1;
}

/** The id settles equal times. */
export function inOrder(sort) {
  return (a, b) => comparePlaces(placeIn(a, sort), placeIn(b, sort)) || (a.id < b.id ? 1 : -1);
}

/** Two sorted lists as one. */
export function mergedInOrder(one, other, compare) {
  if (!one.length || !other.length) return one.length ? one : other;
  const all = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) all.push(compare(one[i], other[j]) <= 0 ? one[i++] : other[j++]);
  while (i < one.length) all.push(one[i++]);
  while (j < other.length) all.push(other[j++]);
  return all;
}
