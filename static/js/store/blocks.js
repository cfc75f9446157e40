const TOGETHER_MS = 5 * 60_000;
const GROUP = ["joined", "left", "renamed"];
const QUESTION = ["asked", "claimed", "released", "withdrawn", "closed", "reopened", "moved", "transferred"];
const SYSTEM = new Set([...GROUP, ...QUESTION]);

/** Shown as a line of its own between messages. */
export function isSystem(kind) {
  return SYSTEM.has(kind);
}

/** A thread as blocks to draw: day and unread separators, system lines, messages grouped
 * by author within five minutes. Each bears the seq of the item that it is, or precedes.
 * `dayKey(at)` is equal for two times of one day. Pure. */
export function blocksOf(thread, me, dayKey) {
  const firstUnread = firstUnreadOf(thread, me);
  const blocks = [];
  let before = null;
  let day = null;
  for (const item of thread.items) {
    if (item.kind !== "message" && !SYSTEM.has(item.kind)) continue;
    const itsDay = dayKey(item.at);
    if (day !== itsDay) {
      blocks.push({ type: "day", key: `day ${itsDay}`, seq: item.seq, at: item.at });
      before = null;
    }
    if (item.seq === firstUnread) {
      blocks.push({ type: "unread", key: "unread", seq: item.seq });
      before = null;
    }
    blocks.push(blockOf(item, before, me));
    before = item;
    day = itsDay;
  }
  return blocks;
}

/** Whether messages that were unread when the thread was opened are not loaded. */
export function hasUnreadBefore({ items, openedAt, openedHead, hasOlder }) {
  return openedAt < openedHead && hasOlder && items[0]?.seq > openedAt + 1;
}

/** The first of others' messages that were there, unread, when the thread was opened;
 * undefined while it may lie before what is loaded. */
export function firstUnreadOf(thread, me) {
  const { items, openedAt, openedHead } = thread;
  if (openedAt >= openedHead || hasUnreadBefore(thread)) return undefined;
  const isNew = (item) => item.kind === "message" && item.seq > openedAt && item.author?.id !== me;
  const found = items.find(isNew);
  return found && found.seq <= openedHead ? found.seq : undefined;
}

function blockOf(item, before, me) {
  if (item.kind !== "message") return { type: "system", key: item.seq, seq: item.seq, item };
  const isMine = item.author?.id === me;
  return { type: "message", key: item.seq, seq: item.seq, item, isMine, isFollowing: isTogether(before, item) };
}

function isTogether(before, item) {
  if (before?.kind !== "message" || before.author?.id !== item.author?.id) return false;
  return Date.parse(item.at) - Date.parse(before.at) < TOGETHER_MS;
}

/** The place of the block that is a seq itself; of the next one where it is not shown. */
export function blockAt(blocks, seq) {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  while (low < blocks.length - 1 && isSeparator(blocks[low])) low += 1;
  return low;
}

export function isSeparator(block) {
  return block.type === "day" || block.type === "unread";
}
