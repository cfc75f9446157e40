import { judgeQueue, forgetQuestion, dropQueue, lostBetween, queueOf, takeExperts, takeQuestion, takeQueue } from "./store/queues.js";
import { setOpen } from "./store/state.js";

const TOGETHER_MS = 400;
const AGAIN_AFTER_MS = 3_000;
// Entries after which what may be done with a question is another thing.
const TURNS = new Set(["asked", "claimed", "released", "withdrawn", "closed", "reopened", "moved", "transferred"]);

/** Expert groups, their queues, and what the server says of one question. */
export function createQuestions({ store, api, later = setTimeout }) {
  let reload = null;

  async function loadExperts() {
    try {
      const { items } = await api.experts();
      store.change(takeExperts, items);
    } catch (error) {
      if (error.status === 0 || error.status >= 429) later(expertsSoon, AGAIN_AFTER_MS);
    }
  }

  /** Names, members and counts of groups moved: read them again, once for many hints. */
  function expertsSoon() {
    reload ??= later(() => {
      reload = null;
      loadExperts();
    }, TOGETHER_MS);
  }

  function change(group, reduce) {
    const before = store.state;
    store.change(reduce);
    lostBetween(before, store.state, group).forEach(lose);
  }

  /** It left its queue. What is on the screen of it goes now. */
  function lose(id) {
    const { open, rows, claims } = store.state;
    store.change(forgetQuestion, id);
    if (open?.id !== id || id in rows || id in claims) return;
    store.change(setOpen, { id, phase: "lost", group: open.group });
  }

  function take(group, frame) {
    const isNewGroup = !store.state.experts?.some((one) => one.id === group && one.is_member);
    const verdict = judgeQueue(store.state.queues[group]?.version, frame);
    if (verdict === "load") return loadQueue(group);
    if (verdict === "take") change(group, (state) => takeQueue(state, group, frame));
    // Told whole: its name or its members may be others now.
    if (isNewGroup || frame.from === undefined || !(frame.put.length || frame.drop.length)) expertsSoon();
    refreshGrown(frame.put);
  }

  async function loadQueue(group) {
    try {
      const { version, items } = await api.queue(group);
      take(group, { version, put: items, drop: [] });
    } catch (error) {
      if (error.status === 404) drop(group);
      else if (error.status === 0 || error.status >= 429) later(loadQueue, AGAIN_AFTER_MS, group);
    }
  }

  function drop(group) {
    change(group, (state) => dropQueue(state, group));
    expertsSoon();
  }

  /** Its requester has added to the question that I read, or taken back. */
  function refreshGrown(put) {
    const { open, questions, rows } = store.state;
    const row = put.find((one) => one.question === open?.id);
    if (!row || row.question in rows) return;
    const last = questions[row.question]?.items.at(-1)?.seq ?? 0;
    if (row.head > last) read(row.question);
  }

  /** Read a question. Returns whether it is there. */
  async function read(id) {
    try {
      store.change(takeQuestion, await api.question(id));
    } catch (error) {
      if (error.status === 404) lose(id);
      else if (error.status === 0 || error.status >= 429) later(again, AGAIN_AFTER_MS, id);
      else throw error;
    }
    return id in store.state.questions;
  }

  function again(id) {
    if (store.state.open?.id === id) read(id);
  }

  /** Who only administers a group has no queue: its counts are asked for. */
  function refreshCounts() {
    const isAsked = store.state.experts?.some((group) => group.is_administrator && !group.is_member);
    if (isAsked && document.visibilityState === "visible") loadExperts();
  }

  return {
    refreshCounts,
    loadExperts,
    expertsSoon,
    take,
    drop,
    read,
    lose,
    isPending: (id) => queueOf(store.state, id) !== undefined,
    /** Entries of an open exchange about a question: what may be done with it now? */
    afterEntries(id, items) {
      const { rows, threads, questions, me } = store.state;
      if (rows[id]?.kind !== "question" || !(id in threads)) return;
      const isMyFirst = questions[id]?.can_release && items.some((item) => item.author?.id === me.id);
      if (isMyFirst || items.some((item) => TURNS.has(item.kind))) read(id);
    },
  };
}
