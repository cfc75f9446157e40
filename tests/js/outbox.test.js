import assert from "node:assert/strict";
import test from "node:test";

import { createOutbox } from "../../static/js/outbox.js";
import { emptyState } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { settled, TALK } from "./cast.js";

function post() {
  const store = createStore(emptyState());
  const asked = [];
  const waits = [];
  const request = (type, data) =>
    new Promise((keep, refuse) => asked.push({ type, data, keep, refuse: (code, retry) => refuse({ code, retry }) }));
  const outbox = createOutbox({ store, request, later: (run, ms) => waits.push({ run, ms }) });
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

test("what a shelf kept is sent once the line is there", () => {
  const store = createStore(emptyState());
  const shelf = { all: () => [{ client_id: "c1", conversation: TALK, text: "hier", state: "sending" }] };
  const asked = [];
  const request = (type, data) => (asked.push(data.client_id), new Promise(() => undefined));
  createOutbox({ store, request, shelf }).flush();
  assert.deepEqual(asked, ["c1"]);
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
