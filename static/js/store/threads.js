/** The loaded part of a log: contiguous from `from` to my position. Pure. */

export const emptyThread = Object.freeze({
  items: [],
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

/** Merge items by seq; a retraction empties its target, whichever came first. */
export function merged(items, more) {
  if (!more.length) return items;
  const bySeq = new Map(items.map((item) => [item.seq, item]));
  for (const item of more) bySeq.set(item.seq, item);
  for (const item of more) if (item.kind === "retracted") empty(bySeq, item.data.seq);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function empty(bySeq, seq) {
  const target = bySeq.get(seq);
  if (target) bySeq.set(seq, { ...target, data: {} });
}

/** The thread after a page of history. `after` frames of the wire are pages too. */
export function withPage(thread, { items, first }) {
  const from = first ?? thread.first;
  const all = merged(thread.items, items).filter((item) => item.seq >= from);
  return { ...thread, items: all, first: from, hasOlder: hasOlder(all, from), phase: "ready" };
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
  const all = merged(thread.items, items);
  return thread.phase === "ready"
    ? { ...thread, items: all, hasOlder: hasOlder(all, thread.first) }
    : { ...thread, items: all };
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

/** "sent", "delivered" or "read", and by how many of how many others. */
export function tickOf(seq, participants, me) {
  const others = participants.filter((one) => one.id !== me);
  const readers = others.filter((one) => one.read >= seq).length;
  const receivers = others.filter((one) => one.received >= seq).length;
  const n = others.length;
  if (n > 0 && readers === n) return { state: "read", readers, n };
  return { state: n > 0 && receivers === n ? "delivered" : "sent", readers, n };
}
