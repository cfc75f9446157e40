import { inOrder, mergedInOrder } from "./order.js";

/** Rows in order, kept from one state to the next: a row that changes is put in its place
 * without sorting all others again.
 *
 * `accept(row)` and `sort` hold while `signature` stays the same. The answer is the same
 * array while nothing in it has changed.
 */
export function createOrdered() {
  let last = { rows: {}, signature: null, found: [] };

  return (rows, { signature, accept, sort }) => {
    if (rows === last.rows && signature === last.signature) return last.found;
    const found = signature === last.signature ? renewed(last, rows, accept, sort) : sorted(rows, accept, sort);
    last = { rows, signature, found };
    return found;
  };
}

function sorted(rows, accept, sort) {
  return Object.values(rows).filter(accept).sort(inOrder(sort));
}

function renewed({ rows: before, found }, rows, accept, sort) {
  const changed = [];
  for (const id in rows) if (rows[id] !== before[id]) changed.push(id);
  const isStill = (row) => rows[row.id] === row;
  const kept = found.every(isStill) ? found : found.filter(isStill);
  const news = changed.map((id) => rows[id]).filter(accept).sort(inOrder(sort));
  return news.length ? mergedInOrder(kept, news, inOrder(sort)) : kept;
}
