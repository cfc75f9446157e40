import assert from "node:assert/strict";
import test from "node:test";

import { createOutbox } from "../../static/js/outbox.js";
import { wipe } from "../../static/js/store/changes.js";
import { emptyState } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { emptyThread } from "../../static/js/store/threads.js";
import { ME, message, settled, TALK } from "./cast.js";

function post(parts = {}) {
  const store = createStore(emptyState());
  const asked = [];
  const waits = [];
  const request = (type, data) =>
    new Promise((keep, refuse) => asked.push({ type, data, keep, refuse: (code, retry) => refuse({ code, retry }) }));
  const outbox = createOutbox({ store, request, later: (run, ms) => waits.push({ run, ms }), ...parts });
  const states = () => store.state.outbox.map((message) => message.state);
  return { store, asked, waits, outbox, states };
}

test("one message of a conversation is on its way at a time", async () => {
  const { asked, outbox } = post();
  for (const text of ["un", "deux"]) outbox.add({ conversation: TALK, text });
  outbox.add({ conversation: "other", text: "ailleurs" });
  assert.deepEqual(asked.map((one) => one.data.text), ["un", "ailleurs"]);
  asked[0].keep({ seq: 1, at: "" });
  await settled();
  assert.equal(asked[2].data.text, "deux");
});

test("a lost line keeps the intention: the same client_id goes again", async () => {
  const { asked, outbox, states } = post();
  const id = outbox.add({ conversation: TALK, text: "un" });
  asked[0].refuse("line_lost", true);
  await settled();
  assert.deepEqual(states(), ["waiting"]);
  outbox.flush();
  assert.deepEqual(asked.map((one) => one.data.client_id), [id, id]);
});

test("a busy server is asked again later, and no later message overtakes", async () => {
  const { asked, waits, outbox, states } = post();
  outbox.add({ conversation: TALK, text: "un" });
  outbox.add({ conversation: TALK, text: "deux" });
  asked[0].refuse("unavailable", true);
  await settled();
  assert.deepEqual(states(), ["waiting", "waiting"]);
  assert.deepEqual(waits.map((one) => one.ms), [1000]);
  waits[0].run();
  assert.deepEqual(asked.map((one) => one.data.text), ["un", "un"]);
});

test("a refused message waits for the person, the next one goes", async () => {
  const { asked, outbox, states } = post();
  const id = outbox.add({ conversation: TALK, text: "un" });
  outbox.add({ conversation: TALK, text: "deux" });
  asked[0].refuse("conversation_closed", false);
  await settled();
  assert.deepEqual(states(), ["failed", "sending"]);
  outbox.discard(id);
  assert.deepEqual(states(), ["sending"]);
});

/** A shelf in memory, as a reload finds it. */
function shelfOf(messages = []) {
  const kept = new Map(messages.map((one) => [one.client_id, one]));
  return {
    isKeeping: true,
    kept: async () => ({ messages: [...kept.values()], drafts: [] }),
    put: async (kind, id, value) => void kept.set(id, value),
    remove: async (kind, id) => void kept.delete(id),
    ids: () => [...kept.keys()],
  };
}

/** Tabs of one browser: what one says the others hear, and one at a time has the turn. */
function browser() {
  const tabs = [];
  const waiting = [];
  let busy = null;

  function next() {
    if (busy || !waiting.length) return;
    busy = waiting.shift();
    Promise.resolve(busy.work()).then(release);
  }
  function release() {
    busy = null;
    next();
  }
  return {
    tab() {
      const tab = { name: `tab ${tabs.length}`, take: () => undefined };
      tabs.push(tab);
      return {
        ...tab,
        say: (what) => tabs.filter((one) => one !== tab).forEach((one) => queueMicrotask(() => one.take(structuredClone(what)))),
        hear: (take) => (tab.take = take),
        turn: (work) => (waiting.push({ tab, work }), next()),
        die() {
          tab.take = () => undefined;
          if (busy?.tab === tab) release();
        },
      };
    },
  };
}

test("what a shelf kept is sent first, in its order, and is taken from it", async () => {
  const left = ["un", "deux"].map((text, n) => ({ client_id: `c${n}`, conversation: TALK, text, state: "sending" }));
  const shelf = shelfOf(left);
  const { asked, outbox } = post({ shelf, later: () => undefined });
  outbox.add({ conversation: TALK, text: "trois" });
  await settled();
  for (let n = 0; n < 3; n += 1) {
    asked[n].keep({ seq: n + 1, at: "" });
    await settled();
  }
  assert.deepEqual(asked.map((one) => one.data.text), ["un", "deux", "trois"]);
  assert.deepEqual(shelf.ids(), []);
});

test("what the log shows already is not sent again", async () => {
  const shelf = shelfOf([{ client_id: "c1", conversation: TALK, text: "un", state: "sending" }]);
  const { store, asked } = post({ shelf, later: () => undefined });
  store.change((state) => ({ ...state, threads: { [TALK]: { ...emptyThread, items: [message(1, "un", ME, { client_id: "c1" })] } } }));
  await settled();
  assert.deepEqual([asked.length, store.state.outbox, shelf.ids()], [0, [], []]);
});

test("a refused message stays on the shelf as refused, until it is discarded", async () => {
  const shelf = shelfOf();
  const { asked, outbox } = post({ shelf });
  await settled();
  const id = outbox.add({ conversation: TALK, text: "un" });
  asked[0].refuse("conversation_closed", false);
  await settled();
  const { messages } = await shelf.kept();
  assert.deepEqual(messages.map((one) => [one.client_id, one.state]), [[id, "failed"]]);
  const after = post({ shelf });
  await settled();
  assert.deepEqual([after.states(), after.asked.length], [["failed"], 0]);
  after.outbox.discard(id);
  await settled();
  assert.deepEqual(shelf.ids(), []);
});

test("what is wiped with its conversation leaves the shelf too", async () => {
  const shelf = shelfOf();
  const { store, outbox } = post({ shelf });
  await settled();
  outbox.add({ conversation: TALK, text: "un" });
  store.change(wipe, TALK);
  await settled();
  assert.deepEqual(shelf.ids(), []);
});

test("without a line nothing is asked, and nothing is lost", async () => {
  const shelf = shelfOf();
  const { asked, outbox, states } = post({ shelf, isLive: () => false });
  await settled();
  outbox.add({ conversation: TALK, text: "un" });
  assert.deepEqual([asked.length, states(), shelf.ids().length], [0, ["waiting"], 1]);
  assert.equal(outbox.wouldLose(), false);
});

test("where nothing is kept, leaving would lose what waits", () => {
  const { outbox } = post({ isLive: () => false });
  assert.equal(outbox.wouldLose(), false);
  outbox.add({ conversation: TALK, text: "un" });
  assert.equal(outbox.wouldLose(), true);
});

test("two tabs show the same, and one of them sends", async () => {
  const { tab } = browser();
  const [first, second] = [post({ tabs: tab() }), post({ tabs: tab() })];
  first.outbox.add({ conversation: TALK, text: "un" });
  await settled();
  assert.deepEqual([first.states(), second.states()], [["sending"], ["sending"]]);
  second.outbox.add({ conversation: TALK, text: "deux" });
  await settled();
  assert.deepEqual([first.asked.length, second.asked.length], [1, 0]);
  first.asked[0].keep({ seq: 1, at: "" });
  await settled();
  assert.deepEqual(first.asked.map((one) => one.data.text), ["un", "deux"]);
  first.asked[1].keep({ seq: 2, at: "" });
  await settled();
  assert.deepEqual([first.states(), second.states()], [["sent", "sent"], ["sent", "sent"]]);
  assert.equal(second.asked.length, 0);
});

test("a tab that dies while it sends is followed by another, under the same id", async () => {
  const { tab } = browser();
  const dying = tab();
  const [first, second] = [post({ tabs: dying }), post({ tabs: tab() })];
  const id = first.outbox.add({ conversation: TALK, text: "un" });
  await settled();
  dying.die();
  await settled();
  assert.deepEqual(second.asked.map((one) => one.data.client_id), [id]);
  second.asked[0].keep({ seq: 1, at: "" });
  await settled();
  assert.deepEqual(second.states(), ["sent"]);
});

test("a tab that loses its line leaves the turn to one that has one", async () => {
  const { tab } = browser();
  const line = { isLive: true };
  const [first, second] = [post({ tabs: tab(), isLive: () => line.isLive }), post({ tabs: tab() })];
  first.outbox.add({ conversation: TALK, text: "un" });
  await settled();
  line.isLive = false;
  first.asked[0].refuse("line_lost", true);
  await settled();
  assert.deepEqual([first.asked.length, second.asked.length], [1, 1]);
  second.asked[0].keep({ seq: 1, at: "" });
  await settled();
  assert.deepEqual(first.states(), ["sent"]);
});

test("what is never answered is given back after three times", async () => {
  const { asked, outbox, states } = post();
  outbox.add({ conversation: TALK, text: "un" });
  for (let n = 0; n < 3; n += 1) {
    assert.deepEqual(states(), ["sending"]);
    asked.at(-1).refuse("overdue", true);
    await settled();
    outbox.flush();
  }
  assert.deepEqual(states(), ["failed"]);
});
