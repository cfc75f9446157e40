import assert from "node:assert/strict";
import test from "node:test";

import { takeCursors, takeRows } from "../../static/js/store/changes.js";
import { calmed, freeze } from "../../static/js/store/calm.js";
import { countActive, isInTab, matches, NO_FILTERS, toQuery } from "../../static/js/store/filters.js";
import { placeIn } from "../../static/js/store/order.js";
import { createOrdered } from "../../static/js/store/ordered.js";
import { noteGone, takeExperts, takeQueue, withGone } from "../../static/js/store/queues.js";
import { fresh, grown, withCursors } from "../../static/js/store/rows.js";
import { badge, shownRows, shownTodo, tabCounts } from "../../static/js/store/shown.js";
import { emptyState } from "../../static/js/store/state.js";
import { at, DERM, ME, message, PETIT, queue, queued, row, TALK } from "./cast.js";

const me = { id: ME, is_practitioner: true };
const ids = (items) => items.map((item) => item.id);
const asked = (requester, role = "patient") => ({ kind: "question", question: { group: DERM, requester: { id: requester, name: "?", role } } });
const calm = (id, n) => row({ id, unread: 0, unread_at: null, moved_at: at(n) });
const waiting = (id, since, moved = since) => row({ id, unread: 1, unread_at: at(since), moved_at: at(moved) });

/** A practitioner who knows these rows; `list` is how he looks at them. */
function knowing(rows, list = {}) {
  const blank = emptyState();
  return takeRows({ ...blank, me, list: { ...blank.list, ...list } }, rows);
}

test("newest first; by what waits longest; or what is unread first", () => {
  const rows = [calm("a", 50), waiting("b", 10, 40), waiting("c", 20, 30), calm("d", 5)];
  const shown = (sort) => ids(shownRows(knowing(rows, { sorts: { all: sort } })));
  assert.deepEqual(shown("newest"), ["a", "b", "c", "d"]);
  assert.deepEqual(shown("oldest"), ["b", "c", "a", "d"]);
  assert.deepEqual(shown("unread"), ["b", "c", "a", "d"]);
});

test("who writes again does not lose his place among those who wait", () => {
  const first = grown(fresh(row({ unread: 0, unread_at: null, read: 5 })), [message(6)], 6, ME);
  assert.equal(grown(first, [message(7)], 7, ME).unread_at, at(6));
  assert.equal(withCursors(grown(first, [message(7)], 7, ME), { read: 6 }).unread_at, at(7));
  assert.equal(withCursors(first, { read: 6 }).unread_at, null);
});

test("nothing is shown beyond the last page, so that no row is missing before it", () => {
  const rows = [calm("a", 50), calm("b", 40), calm("far", 1)];
  const bound = placeIn(rows[1], "newest");
  assert.deepEqual(ids(shownRows(knowing(rows, { bound }))), ["a", "b"]);
  assert.deepEqual(ids(shownRows(knowing(rows))), ["a", "b", "far"]);
});

test("a changed row is put in its place, all others stay as they are", () => {
  const order = createOrdered();
  const how = { signature: 1, accept: (one) => one.unread > 0, sort: "newest" };
  const state = knowing([waiting("a", 10), waiting("b", 20), waiting("c", 30)]);
  const before = order(state.rows, how);
  assert.equal(order({ ...state.rows }, how), before);
  const moved = { ...state.rows, a: waiting("a", 40), b: calm("b", 20), d: waiting("d", 25) };
  assert.deepEqual(ids(order(moved, how)), ["a", "c", "d"]);
  const { c: _gone, ...left } = moved;
  assert.deepEqual(ids(order(left, how)), ["a", "d"]);
});

test("ten thousand rows that come by pages are sorted as if they had come at once", () => {
  const all = Array.from({ length: 10_000 }, (_, n) => row({ id: `row ${n}`, moved_at: new Date(1.7e12 + ((n * 7919) % 10_000) * 1000).toISOString() }));
  const order = createOrdered();
  const how = { signature: 1, accept: () => true, sort: "newest" };
  let state = knowing([]);
  for (let from = 0; from < all.length; from += 100) {
    state = takeRows(state, all.slice(from, from + 100));
    order(state.rows, how);
  }
  const whole = createOrdered()(state.rows, how);
  assert.deepEqual(ids(order(state.rows, how)), ids(whole));
  assert.equal(whole.length, 10_000);
});

test("my questions are for others to do; those that I took are mine", () => {
  const took = row({ ...asked(PETIT), state: "claimed" });
  const mine = row({ ...asked(ME, "practitioner") });
  assert.deepEqual([took, mine, row()].map((one) => isInTab(one, "mine", ME)), [true, false, true]);
  assert.ok(isInTab(row({ unread: 1 }), "todo", ME) && !isInTab(row({ unread: 0 }), "todo", ME));
});

test("states, askers, groups and what is muted are filtered as on the server", () => {
  const took = row({ ...asked(PETIT), state: "claimed" });
  const is = (one, filters) => matches(one, { ...NO_FILTERS, ...filters });
  assert.ok(is(took, { states: ["ongoing"] }) && is(row(), { states: ["ongoing"] }) && !is(took, { states: ["closed"] }));
  assert.ok(is(row({ ...asked(PETIT), state: "withdrawn" }), { states: ["closed"] }));
  assert.ok(is(took, { askers: ["patient"] }) && !is(took, { askers: ["practitioner"] }) && !is(row(), { askers: ["patient"] }));
  assert.ok(is(took, { groups: [DERM] }) && !is(took, { groups: [TALK] }) && !is(row(), { groups: [DERM] }));
  assert.ok(is(row({ muted_until: "9999-12-31T23:59:59Z" }), { muted: true }) && !is(row(), { muted: true }));
});

test("the query asks the server for the same list", () => {
  const list = { ...emptyState().list, tab: "todo", filters: { ...NO_FILTERS, states: ["ongoing"], askers: ["patient"], groups: [DERM], muted: true, q: " bras " } };
  assert.equal(String(toQuery(list)), `state=open&state=claimed&asker=patient&group=${DERM}&unread=true&muted=true&q=bras&sort=oldest`);
  assert.equal(String(toQuery({ ...list, tab: "mine", filters: NO_FILTERS })), "mine=true");
  assert.equal(String(toQuery({ ...list, tab: "all", filters: NO_FILTERS, sorts: { all: "unread" } })), "sort=unread");
  assert.equal(countActive(list.filters), 4);
});

test("what waits in queues stands among what is unread, the longest first", () => {
  const rows = [waiting("b", 20), calm("read", 59)];
  const state = takeQueue(knowing(rows, { tab: "todo" }), DERM, queue(4, [queued(TALK, { asked_at: at(30) }), queued(PETIT, { asked_at: at(10) })]));
  assert.deepEqual(ids(shownTodo(state)), [PETIT, "b", TALK]);
  assert.deepEqual(tabCounts(state), { todo: 3, mine: 1, all: 1 });
  const privates = { ...state, list: { ...state.list, filters: { ...NO_FILTERS, kinds: ["private"] } } };
  assert.deepEqual(ids(shownTodo(privates)), ["b"]);
  const practitioners = { ...state, list: { ...state.list, filters: { ...NO_FILTERS, askers: ["practitioner"] } } };
  assert.deepEqual(ids(shownTodo(practitioners)), []);
});

test("a question that left stands where it stood, and says nothing", () => {
  const state = noteGone(takeQueue(knowing([], { tab: "todo" }), DERM, queue(4, [queued(PETIT, { asked_at: at(30) })])), TALK, { group: DERM, asked_at: at(10) });
  const [gone, left] = shownTodo(state);
  assert.deepEqual([gone.id, gone.isGone, left.id], [TALK, true, PETIT]);
  assert.ok(!("pending" in gone));
  const group = { id: DERM, questions: Object.values(state.queues[DERM].rows) };
  assert.deepEqual(withGone(group, state.gone).map((one) => one.question), [TALK, PETIT]);
  assert.equal(withGone(group, {}), group.questions);
});

test("what is open stays while it is being read, if it stood there", () => {
  const read = { ...knowing([calm("a", 1)], { tab: "todo", keep: "a" }), open: { id: "a" } };
  assert.deepEqual(ids(shownTodo(read)), ["a"]);
  assert.deepEqual(ids(shownTodo({ ...read, open: { id: "other" } })), []);
});

test("the badge leaves out what is muted or archived", () => {
  const rows = [row({ id: "a", unread: 2 }), row({ id: "b", unread: 3, muted_until: "9999-12-31T23:59:59Z" }), row({ id: "c", unread: 4, archived_head: 5 })];
  assert.equal(badge(knowing(rows)), 2);
});

test("the other's cursors move the tick of a row, and never back", () => {
  const state = knowing([row({ other: { id: PETIT, specialty: "", read: 2, received: 3 } })]);
  const moved = takeCursors(state, { conversation: TALK, items: [{ person: PETIT, read: 5, received: 5 }] });
  assert.equal(moved.rows[TALK].other.read, 5);
  assert.equal(takeCursors(moved, { conversation: TALK, items: [{ person: PETIT, read: 1, received: 1 }] }).rows[TALK].other.read, 5);
});

test("a muted group is known again with the next list of groups", () => {
  assert.deepEqual(takeExperts(emptyState(), [{ id: DERM, muted_until: at(1) }]).experts[0].muted_until, at(1));
});

test("further down nothing moves: what is new is counted, another page is shown", () => {
  const before = [calm("a", 50), calm("b", 40), calm("c", 30)];
  const frozen = freeze(before);
  const moved = waiting("c", 58);
  const { items, n } = calmed(frozen, [waiting("new", 59), moved, before[0], before[1], calm("page", 20)]);
  assert.deepEqual(ids(items), ["a", "b", "c", "page"]);
  assert.equal(items[2], moved);
  assert.equal(n, 2);
});

test("what goes leaves no hole", () => {
  const frozen = freeze([calm("a", 50), calm("b", 40), calm("c", 30)]);
  assert.deepEqual(ids(calmed(frozen, [calm("a", 50), calm("c", 30)]).items), ["a", "c"]);
  assert.deepEqual(calmed(frozen, []).items, []);
});
