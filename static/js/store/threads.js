/** The loaded part of a log: contiguous from `from` to my position. Pure. */

export const emptyThread = Object.freeze({
  items: [],
  // Messages known to be taken back: one that is loaded later must not show its text.
  retracted: Object.freeze(new Set()),
  // The first seq that I may read, and whether something before the loaded part remains.
  first: 1,
  hasOlder: false,
  phase: "loading",
  participants: [],
  draft: null,
  // My read cursor and the head when the thread was opened: what « Nouveaux messages »
  // separates.
  openedAt: 0,
  openedHead: 0,
});

/** Two parts of a log as one. Both are in order. A page that lies before or behind costs
 * a copy of references; only parts that overlap are compared. */
export function joined(items, more) {
  if (!more.length) return items;
  if (!items.length || more[0].seq > items.at(-1).seq) return [...items, ...more];
  if (more.at(-1).seq < items[0].seq) return [...more, ...items];
  return interleaved(items, more);
}

/** Of two items with the same seq the newer one, that of `more`, stays. */
function interleaved(items, more) {
  const all = [];
  let [a, b] = [0, 0];
  while (a < items.length || b < more.length) {
    const [x, y] = [items[a]?.seq ?? Infinity, more[b]?.seq ?? Infinity];
    all.push(y <= x ? more[b] : items[a]);
    if (x <= y) a += 1;
    if (y <= x) b += 1;
  }
  return all;
}

/** The place of a seq among items in order, or of the first one after it. */
export function placeOf(items, seq) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function itemAt(items, seq) {
  const item = items[placeOf(items, seq)];
  return item?.seq === seq ? item : undefined;
}

/** Merge items by seq; a retraction empties its target, whichever came first. */
function withItems(thread, more) {
  const news = more.filter((item) => item.kind === "retracted").map((item) => item.data.seq);
  const retracted = news.length ? new Set([...thread.retracted, ...news]) : thread.retracted;
  const items = joined(thread.items, more.map((item) => (retracted.has(item.seq) ? emptied(item) : item)));
  return { ...thread, items: news.reduce(withEmptied, items), retracted };
}

const emptied = (item) => ({ ...item, data: {} });

function withEmptied(items, seq) {
  const target = itemAt(items, seq);
  return target?.data.text === undefined ? items : items.with(placeOf(items, seq), emptied(target));
}

/** The thread after a page of history. `after` frames of the wire are pages too. */
export function withPage(thread, { items, first }) {
  const from = first ?? thread.first;
  const all = withItems(thread, items);
  const mine = all.items.slice(placeOf(all.items, from));
  return { ...all, items: mine, first: from, hasOlder: hasOlder(mine, from), phase: "ready" };
}

/** The thread after a page that ends at the head: what it does not touch is forgotten. */
export function withLastPage(thread, page) {
  const isApart = (thread.items.at(-1)?.seq ?? 0) < (page.items[0]?.seq ?? 1) - 1;
  return withPage(isApart ? { ...thread, items: [] } : thread, page);
}

function hasOlder(items, first) {
  return items.length > 0 && items[0].seq > first;
}

export function withEntries(thread, items) {
  const all = withItems(thread, items);
  return thread.phase === "ready" ? { ...all, hasOlder: hasOlder(all.items, thread.first) } : all;
}

/** Others' cursors, for the ticks. They only grow. */
export function withOthersCursors(thread, cursors) {
  const byPerson = new Map(cursors.map((cursor) => [cursor.person, cursor]));
  return {
    ...thread,
    participants: thread.participants.map((one) => {
      const cursor = byPerson.get(one.id);
      if (!cursor) return one;
      return {
        ...one,
        read: Math.max(one.read, cursor.read),
        received: Math.max(one.received, cursor.received),
      };
    }),
  };
}

/** How far each of the others has come with a message: who has read it, whom it only
 * reached, and who has not got it yet. */
export function receiptsOf(seq, participants, me) {
  const others = participants.filter((one) => one.id !== me);
  return {
    read: others.filter((one) => one.read >= seq),
    received: others.filter((one) => one.read < seq && one.received >= seq),
    waiting: others.filter((one) => one.received < seq),
  };
}

/** "sent", "delivered" or "read", and by how many of how many others. */
export function tickOf(seq, participants, me) {
  const { read, received, waiting } = receiptsOf(seq, participants, me);
  const n = read.length + received.length + waiting.length;
  const state = n === 0 || waiting.length ? "sent" : received.length ? "delivered" : "read";
  return { state, readers: read.length, n };
}
