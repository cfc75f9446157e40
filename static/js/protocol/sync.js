import { takeCursors, takeEntries, takeInbox, positions, wipe } from "../store/changes.js";
import { setLine } from "../store/line.js";
import { forgetHistory, keepTime, welcome } from "../store/state.js";
import { takeTyping } from "../store/typing.js";
import { conversationOf, groupOf, judge } from "./positions.js";

/** What comes down, by the client's rules of the protocol, into the store.
 *
 * `loader` reads over HTTP what the socket does not hand over: holes, rows, pages;
 * `questions` keeps the queues of expert groups.
 * `onReset` hears that the database has another history: everything must be read again.
 */
export function createSync({ store, loader, questions, client, onReset }) {
  // Between the greeting of another history and `synced`: all that I named is stale, and
  // read anew as a whole.
  let isResetting = false;

  function hello() {
    const { epoch, since } = store.state;
    const have = positions(store.state);
    return { protocol: 1, client, features: [], have, ...(epoch && { epoch }), ...(since && { since }) };
  }

  function greeted(data) {
    isResetting = store.state.epoch !== null && store.state.epoch !== data.epoch;
    if (isResetting) store.change(forgetHistory);
    store.change(welcome, data);
    if (isResetting) onReset();
    store.change(setLine, { isRenewing: isResetting });
  }

  function entries(frame) {
    const id = conversationOf(frame.stream);
    const verdict = judge(store.state.rows[id]?.head, frame);
    if (verdict === "take") {
      store.change(takeEntries, id, frame);
      countMissed(frame);
      loader.afterGrowth(id, frame.items);
    } else if (verdict === "pull") loader.pull(id, frame.upto);
    else if (verdict === "load") loader.loadRow(id, frame.upto);
  }

  function countMissed({ items }) {
    const { line, me } = store.state;
    if (line.phase !== "greeted") return;
    const missed = items.filter((item) => item.kind === "message" && item.author?.id !== me.id).length;
    store.change(setLine, { missed: line.missed + missed });
  }

  function state(frame) {
    const group = groupOf(frame.stream);
    if (group) questions.take(group, frame);
    if (frame.stream !== "inbox:me") return;
    store.change(takeInbox, frame);
    loader.afterMarks(frame.put);
    for (const id of frame.drop) loader.forget(id);
  }

  function heads({ at, heads: moved }) {
    for (const [stream, head] of Object.entries(moved)) {
      const id = conversationOf(stream);
      const row = store.state.rows[id];
      if (!id || (row && row.head >= head)) continue;
      if (row) loader.pull(id, head);
      else loader.loadRow(id, head);
    }
    store.change(keepTime, at);
  }

  const handlers = {
    entries,
    state,
    ping: heads,
    synced({ at }) {
      isResetting = false;
      store.change(setLine, { isRenewing: false });
      store.change(keepTime, at);
    },
    gone({ stream }) {
      const group = groupOf(stream);
      if (group) return questions.drop(group);
      const id = conversationOf(stream);
      loader.forget(id);
      store.change(wipe, id);
    },
    stale({ stream, head }) {
      const id = conversationOf(stream);
      if (id && !isResetting) loader.reload(id, head);
    },
    typing: (frame) => store.change(takeTyping, frame, Date.now()),
    cursors: (frame) => store.change(takeCursors, frame),
  };

  return {
    hello,
    greeted,
    /** Frames of kinds that this page does not know are left alone. */
    take(frame) {
      handlers[frame.type]?.(frame);
    },
  };
}
