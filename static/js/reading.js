import { changeRow } from "./store/changes.js";
import { withCursors } from "./store/rows.js";

const READ_AFTER_MS = 1_000;
const RECEIVED_AFTER_MS = 800;

// What I wrote myself needs no cursor.
const isUnread = (row) => row.read < row.head && (row.unread > 0 || row.doubtful);

/** Tells the server what arrived here and what was read: in front of the person for a
 * second, with the end of the thread in view. */
export function createReading({ store, request, page = document }) {
  const received = new Map();
  const told = new Map();
  // What was read and the server has not acknowledged.
  const unsaid = new Map();
  let seen = null;
  let timer = null;
  let telling = null;

  function isInFront() {
    return page.visibilityState === "visible" && page.hasFocus();
  }

  /** The end of this conversation is in view; null when none is. */
  function look(conversation) {
    seen = conversation;
    plan();
  }

  function plan() {
    const row = seen && store.state.rows[seen];
    if (!row || !isUnread(row) || !isInFront()) {
      clearTimeout(timer);
      timer = null;
      return;
    }
    timer ??= setTimeout(read, READ_AFTER_MS);
  }

  function read() {
    timer = null;
    const row = seen && store.state.rows[seen];
    if (!row || !isInFront() || !isUnread(row)) return;
    store.change(changeRow, seen, (one) => withCursors(one, { read: row.head }));
    unsaid.set(row.id, row.head);
    tellRead(row.id, row.head);
  }

  async function tellRead(conversation, seq) {
    const isSaid = await tell("conversation.read", conversation, { seq });
    if (isSaid && unsaid.get(conversation) === seq) unsaid.delete(conversation);
  }

  /** Returns whether the server has answered, one way or the other. */
  function tell(type, conversation, data) {
    return request(type, { conversation, ...data }).then(
      () => true,
      ({ retry }) => !retry,
    );
  }

  /** Entries of others reached this device. */
  function arrived(conversation, upto) {
    received.set(conversation, Math.max(received.get(conversation) ?? 0, upto));
    telling ??= setTimeout(tellReceived, RECEIVED_AFTER_MS);
  }

  function tellReceived() {
    telling = null;
    for (const [conversation, seq] of received) {
      if ((told.get(conversation) ?? 0) >= seq || (store.state.rows[conversation]?.received ?? 0) >= seq) continue;
      told.set(conversation, seq);
      tell("conversation.received", conversation, { seq, visible: isInFront() });
    }
    received.clear();
  }

  page.addEventListener("visibilitychange", plan);
  window.addEventListener("focus", plan);
  window.addEventListener("blur", plan);
  store.watch(plan);

  return {
    look,
    arrived,
    /** What was read without a line is told on the next one. */
    repeat() {
      told.clear();
      for (const [conversation, seq] of unsaid) tellRead(conversation, seq);
    },
  };
}
