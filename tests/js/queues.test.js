import assert from "node:assert/strict";
import test from "node:test";

import { positions, takeRows, wipe } from "../../static/js/store/changes.js";
import { addClaim } from "../../static/js/store/claims.js";
import { exchangeOf } from "../../static/js/store/exchange.js";
import { NO_FILTERS } from "../../static/js/store/filters.js";
import { askable, dropQueue, judgeQueue, nextQuestion, pendingOf, shownGroups, takeQuestion, takeQueue } from "../../static/js/store/queues.js";
import { fresh, grown } from "../../static/js/store/rows.js";
import { stagesOf } from "../../static/js/store/stages.js";
import { emptyState } from "../../static/js/store/state.js";
import { asked, at, DERM, ME, message, PETIT, queue, queued, row, TALK } from "./cast.js";

const OTHER = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
const me = { id: ME, is_practitioner: true };

/** A member who reads the only question of the queue. */
function reading() {
  return takeQuestion(takeQueue({ ...emptyState(), me }, DERM, queue(4, [queued()])), asked());
}

test("a change adds, replaces and drops; the whole replaces all", () => {
  let state = takeQueue(reading(), DERM, queue(5, [queued(OTHER, { asked_at: at(0) })], [], 4));
  assert.deepEqual(pendingOf(state, DERM).map((one) => one.question), [OTHER, TALK]);
  state = takeQueue(state, DERM, queue(6, [], [OTHER], 5));
  assert.deepEqual(Object.keys(state.queues[DERM].rows), [TALK]);
  state = takeQueue(state, DERM, queue(9, [queued(OTHER)]));
  assert.deepEqual(Object.keys(state.queues[DERM].rows), [OTHER]);
});

test("nothing of a question that left its queue stays", () => {
  const states = [takeQueue(reading(), DERM, queue(5, [], [TALK], 4)), takeQueue(reading(), DERM, queue(5, [])), dropQueue(reading(), DERM)];
  for (const state of states) assert.ok(!JSON.stringify(state).includes("Rougeur"));
});

test("a late answer does not bring it back", () => {
  const gone = takeQueue(reading(), DERM, queue(5, [], [TALK], 4));
  assert.deepEqual(takeQuestion(gone, asked()).questions, {});
});

test("what I take part in stays, and what I have just won", () => {
  const mine = takeRows(reading(), [row({ kind: "question" })]);
  assert.ok(TALK in takeQueue(mine, DERM, queue(5, [], [TALK], 4)).questions);
  const won = addClaim(reading(), TALK, { state: "won" });
  assert.ok(TALK in takeQueue(won, DERM, queue(5, [], [TALK], 4)).questions);
  assert.deepEqual(wipe(mine, TALK).questions, {});
});

test("frames continue, are known, or show a hole", () => {
  assert.equal(judgeQueue(4, { from: 4, version: 6 }), "take");
  assert.equal(judgeQueue(4, { from: 2, version: 4 }), "known");
  assert.equal(judgeQueue(4, { from: 5, version: 6 }), "load");
  assert.equal(judgeQueue(undefined, { from: 3, version: 4 }), "load");
  assert.equal(judgeQueue(undefined, { version: 4 }), "take");
  assert.equal(judgeQueue(5, { version: 4 }), "known");
});

test("the next hello names the queues", () => {
  assert.deepEqual(positions(reading()), { [`queue:${DERM}`]: 4 });
});

test("the next question is the oldest that is not mine", () => {
  const mine = queued(OTHER, { asked_at: at(0), requester: { id: ME } });
  const state = takeQueue(reading(), DERM, queue(5, [mine], [], 4));
  assert.equal(nextQuestion(state, DERM, ME), TALK);
  assert.equal(nextQuestion(emptyState(), DERM, ME), undefined);
});

test("a member counts his queue, an administrator what the server counted", () => {
  const group = { id: DERM, name: "Dermatologie", is_member: true, is_administrator: false, n_pending: 7, oldest_asked_at: at(0) };
  const shown = (experts, filters = {}) => shownGroups({ ...reading(), experts, list: { filters: { ...NO_FILTERS, ...filters } } });
  assert.deepEqual(shown([group]).map((one) => [one.n, one.oldest]), [[1, at(1)]]);
  const [asAdministrator] = shown([{ ...group, id: OTHER, is_member: false, is_administrator: true }]);
  assert.deepEqual([asAdministrator.n, asAdministrator.questions], [7, null]);
  assert.deepEqual(shown([{ ...group, is_member: false }]), []);
  assert.equal(shown([group], { q: "roug" })[0].questions.length, 1);
  assert.deepEqual([shown([group], { q: "autre" }), shown([group], { kinds: ["private"] })], [[], []]);
});

test("who may ask which groups", () => {
  const experts = [{ id: 1 }, { id: 2, asked_by: ["practitioners"] }, { id: 3, asked_by: ["patients"] }];
  assert.deepEqual(askable({ experts, me }).map((one) => one.id), [1, 2]);
});

test("a question's row follows its log", () => {
  const turned = (kind, data = {}) => grown(fresh(row({ kind: "question", state: "pending" })), [{ ...message(6), kind, data }], 6, ME);
  const seen = (one) => [one.state, one.can_write];
  assert.deepEqual(seen(turned("claimed")), ["claimed", true]);
  assert.deepEqual(seen(turned("closed")), ["closed", false]);
  assert.deepEqual(seen(turned("withdrawn")), ["withdrawn", false]);
  assert.deepEqual(seen(turned("reopened", { state: "pending" })), ["pending", true]);
  assert.deepEqual(seen(turned("released")), ["pending", true]);
});

test("the requester's stages", () => {
  const current = (state, items) => stagesOf(state, asked(), items).find((one) => one.isCurrent).stage;
  const answer = message(4, "Bonjour", ME);
  assert.equal(current("pending", [message(2)]), "received");
  assert.equal(current("claimed", [message(2), { ...message(3), kind: "claimed" }]), "claimed");
  assert.equal(current("claimed", [message(2), { ...message(3), kind: "claimed" }, answer]), "answered");
  assert.equal(current("closed", [answer, { ...message(5), kind: "closed" }]), "closed");
  assert.equal(stagesOf("claimed", { ...asked(), claimed_at: at(9), requester: { id: PETIT } }, [])[2].at, at(9));
});

test("taking a question moves nothing on the screen", () => {
  const question = asked();
  assert.equal(exchangeOf({ question }).row.can_write, false);
  assert.equal(exchangeOf({ question, claim: { state: "sending" } }).row.can_write, true);
  const loading = exchangeOf({ question, row: row(), thread: { phase: "loading", items: [] } });
  assert.deepEqual([loading.thread.items.length, loading.row.can_write], [2, true]);
  assert.equal(exchangeOf({ question, row: row(), thread: { phase: "ready", items: [] } }).thread.items.length, 0);
  assert.equal(exchangeOf({}), null);
});
