import assert from "node:assert/strict";
import test from "node:test";

import { openThread, positions, takeCursors, takeDetail, takeDraft, takeEntries, takeInbox, takePage, takeRows, wipe } from "../../static/js/store/changes.js";
import { emptyState, forgetHistory } from "../../static/js/store/state.js";
import { emptyThread, itemAt, joined, receiptsOf, tickOf, withEntries, withLastPage, withPage } from "../../static/js/store/threads.js";
import { entries, ME, message, PETIT, retracted, row, TALK } from "./cast.js";

const me = { id: ME };

function opened() {
  const state = openThread(takeRows({ ...emptyState(), me }, [row()]), TALK);
  return takePage(state, TALK, { items: [message(3), message(4), message(5)], head: 5, first: 1 });
}

const seqs = (state) => state.threads[TALK].items.map((item) => item.seq);

test("pages and live entries make one gapless thread", () => {
  let state = takeEntries(opened(), TALK, entries(5, 7));
  state = takePage(state, TALK, { items: [message(1), message(2)], head: 7, first: 1 });
  assert.deepEqual(seqs(state), [1, 2, 3, 4, 5, 6, 7]);
  assert.equal(state.threads[TALK].hasOlder, false);
});

test("entries that arrive while the first page is loading are kept", () => {
  let state = openThread(takeRows({ ...emptyState(), me }, [row()]), TALK);
  state = takeEntries(state, TALK, entries(5, 6));
  state = takePage(state, TALK, { items: [message(4), message(5)], head: 5, first: 1 });
  assert.deepEqual(seqs(state), [4, 5, 6]);
});

test("what lies before my interval is not mine", () => {
  const state = takePage(opened(), TALK, { items: [message(5)], head: 5, first: 5 });
  assert.deepEqual(seqs(state), [5]);
});

test("a retraction empties its target, also when that is loaded later", () => {
  const thread = withEntries({ ...emptyThread, phase: "ready", items: [message(1), message(2)] }, [retracted(3, 2)]);
  assert.deepEqual(thread.items[1].data, {});
  const late = withEntries({ ...emptyThread, phase: "ready", items: [message(2)] }, [retracted(3, 1)]);
  assert.deepEqual(withPage(late, { items: [message(1)], first: 1 }).items[0].data, {});
});

test("twenty thousand messages are put together page by page", () => {
  let thread = { ...emptyThread, phase: "ready" };
  for (let upto = 20_000; upto > 0; upto -= 200) {
    thread = withPage(thread, { items: entries(upto - 200, upto).items, first: 1 });
  }
  assert.equal(thread.items.length, 20_000);
  assert.ok(thread.items.every((item, place) => item.seq === place + 1));
  assert.equal(itemAt(thread.items, 12_345).seq, 12_345);
  assert.equal(itemAt(thread.items, 20_001), undefined);
});

test("where two parts overlap the newer item stays", () => {
  const found = joined([message(1), message(2), message(4)], [message(2, "neuf"), message(3)]);
  assert.deepEqual(found.map((item) => item.data.text), ["m1", "neuf", "m3", "m4"]);
});

test("receipts say who has read, whom it reached, and who waits", () => {
  const at = (id, read, received) => ({ id, read, received });
  const people = [at(ME, 9, 9), at("a", 5, 6), at("b", 3, 6), at("c", 1, 2)];
  const ids = Object.values(receiptsOf(5, people, ME)).map((some) => some.map((one) => one.id));
  assert.deepEqual(ids, [["a"], ["b"], ["c"]]);
  assert.deepEqual(tickOf(5, people, ME), { state: "sent", readers: 1, n: 3 });
  assert.deepEqual(tickOf(2, people, ME), { state: "delivered", readers: 2, n: 3 });
});

test("cursors that I may not see are no receipts", () => {
  assert.equal(tickOf(1, [{ id: PETIT, read: null, received: null }], ME).state, "sent");
});

test("an entry of mine takes its bubble's place", () => {
  const state = { ...opened(), outbox: [{ client_id: "c1", conversation: TALK, state: "sending" }] };
  const mine = message(6, "Bonjour", ME, { client_id: "c1" });
  assert.deepEqual(takeEntries(state, TALK, entries(5, 6, { items: [mine] })).outbox, []);
});

test("a conversation that is gone leaves nothing", () => {
  const state = wipe(opened(), TALK);
  assert.deepEqual([state.rows, state.threads, positions(state)], [{}, {}, {}]);
});

test("the state stream moves cursors, and drops what is not mine", () => {
  const marks = { conversation: TALK, read: 5, received: 5, archived_head: null, muted_until: null, draft_at: null };
  let state = takeInbox(opened(), { from: 1, version: 2, put: [marks], drop: [] });
  assert.equal(state.rows[TALK].unread, 0);
  assert.deepEqual(positions(state), { [`conversation:${TALK}`]: 5, "inbox:me": 2 });
  state = takeInbox(state, { from: 2, version: 3, put: [], drop: [TALK] });
  assert.deepEqual(state.rows, {});
});

test("an older page does not undo what the state stream said", () => {
  const marks = { conversation: TALK, read: 3, received: 5, archived_head: 5, muted_until: null, draft_at: null };
  const state = takeRows(takeInbox(opened(), { version: 9, put: [marks], drop: [] }), [row()]);
  assert.equal(state.rows[TALK].archived_head, 5);
});

test("an answer that was asked for before I saved does not take my draft away", () => {
  const mine = { text: "Je pense", saved_at: "2026-03-02T13:00:00.000000Z" };
  const theirs = { text: "Autre", saved_at: "2026-03-02T14:00:00.000000Z" };
  const drafted = (state) => state.threads[TALK].draft;
  const marks = { conversation: TALK, read: 5, received: 5, archived_head: null, muted_until: null, draft_at: null };
  const answer = (draft) => ({ ...row(), participants: [], draft });
  let state = takeInbox(opened(), { version: 9, put: [marks], drop: [] });
  state = takeDetail(takeDraft(state, TALK, mine), answer(null));
  assert.deepEqual(drafted(state), mine);
  state = takeInbox(state, { version: 10, from: 9, put: [{ ...marks, draft_at: theirs.saved_at }], drop: [] });
  assert.deepEqual(drafted(takeDetail(state, answer(theirs))), theirs);
  state = takeDetail(takeDraft(state, TALK, null), answer(theirs));
  assert.equal(drafted(state), null);
});

test("another history keeps only what I am writing", () => {
  const state = forgetHistory({ ...opened(), epoch: "k1", outbox: [{ client_id: "c1", conversation: TALK }] });
  assert.deepEqual([state.rows, state.epoch, state.outbox.length], [{}, null, 1]);
});

test("ticks follow the others' cursors", () => {
  const people = [
    { id: ME, read: 9, received: 9 },
    { id: PETIT, read: 3, received: 5 },
  ];
  let state = takeDetail(opened(), { ...row(), participants: people, draft: null });
  const tick = (seq) => tickOf(seq, state.threads[TALK].participants, ME).state;
  assert.deepEqual([3, 5, 6].map(tick), ["read", "delivered", "sent"]);
  state = takeCursors(state, { conversation: TALK, items: [{ person: PETIT, read: 6, received: 6 }] });
  assert.equal(tick(6), "read");
});

test("a last page joins what it touches, and replaces what lies apart", () => {
  const thread = opened().threads[TALK];
  const page = (first, last) => ({ items: entries(first - 1, last).items, head: last, first: 1 });
  assert.equal(withLastPage(thread, page(6, 8)).items[0].seq, 3);
  assert.equal(withLastPage(thread, page(7, 8)).items[0].seq, 7);
});
