import assert from "node:assert/strict";
import test from "node:test";

import { createClaims } from "../../static/js/claims.js";
import { createOutbox } from "../../static/js/outbox.js";
import { createQuestions } from "../../static/js/questions.js";
import { takeQuestion, takeQueue } from "../../static/js/store/queues.js";
import { emptyState, setOpen } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { asked, DERM, ME, queue, queued, settled, TALK } from "./cast.js";

/** A member with the question on his screen; `answers` come from the server, in order. */
function page(answers = []) {
  const me = { id: ME, is_practitioner: true };
  const reading = takeQuestion(takeQueue({ ...emptyState(), me, experts: [{ id: DERM, is_member: true }] }, DERM, queue(4, [queued()])), asked());
  const store = createStore(setOpen(reading, { id: TALK, phase: "pending", group: DERM }));
  const heard = [];
  const requests = [];
  const request = async (type, data) => {
    requests.push(data.client_id);
    const answer = answers.shift();
    if (answer?.code) throw answer;
    return answer ?? {};
  };
  const claims = createClaims({
    store,
    request,
    onWon: async (id) => heard.push(`won ${id}`),
    onLost: (id, { code }) => heard.push(code),
    later: () => undefined,
  });
  const api = { experts: async () => ({ items: [] }), queue: async () => ({ version: 9, items: [] }), question: async () => asked() };
  const questions = createQuestions({ store, api, later: (work) => work() });
  return { store, claims, questions, heard, requests };
}

test("the first takes it", async () => {
  const { store, claims, heard } = page();
  claims.claim(TALK);
  claims.claim(TALK);
  await settled();
  assert.deepEqual([heard, store.state.claims], [[`won ${TALK}`], {}]);
});

test("who comes too late keeps nothing of it", async () => {
  const { store, claims, heard } = page([{ code: "already_claimed" }]);
  claims.claim(TALK);
  await settled();
  assert.deepEqual([heard, store.state.claims, store.state.questions], [["already_claimed"], {}, {}]);
});

test("a lost line asks again under the same name", async () => {
  const { claims, heard, requests } = page([{ code: "line_lost", retry: true }]);
  claims.claim(TALK);
  await settled();
  claims.flush();
  await settled();
  assert.deepEqual([heard, requests[0] === requests[1], requests.length], [[`won ${TALK}`], true, 2]);
});

test("the open question leaves the screen with its queue, unless I am taking it", () => {
  const { store, questions } = page();
  questions.take(DERM, queue(5, [], [TALK], 4));
  assert.deepEqual(store.state.open, { id: TALK, phase: "lost", group: DERM });
  const other = page([{ code: "line_lost", retry: true }]);
  other.claims.claim(TALK);
  other.questions.take(DERM, queue(5, [], [TALK], 4));
  assert.equal(other.store.state.open.phase, "pending");
  assert.deepEqual(other.store.state.questions, {});
});

test("a hole in a queue is read over HTTP, whole", async () => {
  const { store, questions } = page();
  questions.take(DERM, queue(8, [], [], 7));
  await settled();
  assert.deepEqual([store.state.queues[DERM].version, store.state.open.phase], [9, "lost"]);
});

test("a message that came too late leaves the outbox and is told", async () => {
  const { store } = page();
  const late = [];
  const request = async () => Promise.reject({ code: "already_claimed" });
  const outbox = createOutbox({ store, request, onTooLate: (id) => late.push(id) });
  outbox.add({ conversation: TALK, text: "Bonjour" });
  await settled();
  assert.deepEqual([late, store.state.outbox], [[TALK], []]);
});
