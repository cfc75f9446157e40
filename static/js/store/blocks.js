const TOGETHER_MS = 5 * 60_000;
const GROUP = ["joined", "left", "renamed"];
const QUESTION = ["asked", "claimed", "released", "withdrawn", "closed", "reopened", "moved", "transferred"];
const SYSTEM = new Set([...GROUP, ...QUESTION]);

/** Shown as a line of its own between messages. */
export function isSystem(kind) {
  return SYSTEM.has(kind);
}

/** A thread as blocks to draw: day and unread separators, system lines, messages grouped
 * by author within five minutes. `dayKey(at)` is equal for two times of one day. Pure. */
export function blocksOf(thread, me, dayKey) {
  const firstUnread = thread.items.find((item) => isNew(item, thread, me))?.seq;
  const blocks = [];
  let before = null;
  for (const item of thread.items) {
    if (item.kind !== "message" && !SYSTEM.has(item.kind)) continue;
    if (!before || dayKey(before.at) !== dayKey(item.at)) {
      blocks.push({ type: "day", key: `day ${dayKey(item.at)}`, at: item.at });
      before = null;
    }
    if (item.seq === firstUnread) {
      blocks.push({ type: "unread", key: "unread" });
      before = null;
    }
    blocks.push(blockOf(item, before, me));
    before = item;
  }
  return blocks;
}

/** Another's message that was there, unread, when the thread was opened. */
function isNew(item, { openedAt, openedHead }, me) {
  return item.kind === "message" && item.seq > openedAt && item.seq <= openedHead && item.author?.id !== me;
}

function blockOf(item, before, me) {
  if (item.kind !== "message") return { type: "system", key: item.seq, item };
  const isMine = item.author?.id === me;
  return { type: "message", key: item.seq, item, isMine, isFollowing: isTogether(before, item) };
}

function isTogether(before, item) {
  if (before?.kind !== "message" || before.author?.id !== item.author?.id) return false;
  return Date.parse(item.at) - Date.parse(before.at) < TOGETHER_MS;
}
