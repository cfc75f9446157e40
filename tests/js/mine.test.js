import assert from "node:assert/strict";
import { test } from "node:test";
import { cardsOf, isOnlyPatient, stageOf } from "../../static/js/store/mine.js";
import { NO_FILTERS } from "../../static/js/store/filters.js";
import { asked, at, ME, message, row } from "./cast.js";

const question = (more = {}) => row({ kind: "question", title: "Rougeur", state: "pending", unread: 0, ...more });

test("who practises too keeps the practitioner's list", () => {
  const patient = { is_patient: true, is_practitioner: false, is_administrator: false };
  assert.equal(isOnlyPatient(patient), true);
  assert.equal(isOnlyPatient({ ...patient, is_practitioner: true }), false);
  assert.equal(isOnlyPatient({ ...patient, is_administrator: true }), false);
});

test("the last that moved comes first, archived ones apart", () => {
  const rows = { a: question({ id: "a", moved_at: at(1) }), b: question({ id: "b", moved_at: at(2) }), c: question({ id: "c", head: 3, archived_head: 3 }) };
  const shown = (archived) => cardsOf({ rows, list: { filters: { ...NO_FILTERS, archived } } }).map((one) => one.id);
  assert.deepEqual(shown(false), ["b", "a"]);
  assert.deepEqual(shown(true), ["c"]);
});

test("a card says how far the question has come", () => {
  const stage = (more, known = {}) => stageOf(question(more), { me: ME, ...known });
  assert.equal(stage({}), "received");
  assert.equal(stage({ state: "withdrawn" }), "withdrawn");
  assert.equal(stage({ state: "claimed", last: message(3, "Merci", ME) }), "claimed");
  assert.equal(stage({ state: "claimed", last: message(3, "Montrez-moi") }), "answered");
  assert.equal(stage({ state: "closed" }), "closed");
});

test("what is loaded of the exchange knows better", () => {
  const items = [message(1, "Rougeur", ME), message(2, "Montrez-moi"), message(3, "Merci", ME)];
  const known = { me: ME, thread: { phase: "ready", items }, question: asked("q", { requester: { id: ME }, claimed_at: at(2) }) };
  const row = question({ state: "claimed", last: items[2] });
  assert.equal(stageOf(row, known), "answered");
  assert.equal(stageOf(row, { ...known, thread: { phase: "loading", items: [] } }), "claimed");
});
