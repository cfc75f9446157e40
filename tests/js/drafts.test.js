import assert from "node:assert/strict";
import test from "node:test";

import { createDrafts } from "../../static/js/drafts.js";
import { takeDetail } from "../../static/js/store/changes.js";
import { isOverruled } from "../../static/js/store/drafts.js";
import { emptyState } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { row, settled, TALK } from "./cast.js";

const NOON = "2026-03-02T12:00:00.000000Z";
const LATER = "2026-03-02T13:00:00.000000Z";

test("what was kept goes on from the draft that the server has", () => {
  assert.equal(isOverruled({ base: NOON, at: Date.parse(NOON) - 9_000 }, { saved_at: NOON }), false);
  assert.equal(isOverruled({ base: null, at: 0 }, undefined), false);
});

test("otherwise the newer one stands", () => {
  assert.equal(isOverruled({ base: null, at: Date.parse(NOON) }, { saved_at: LATER }), true);
  assert.equal(isOverruled({ base: NOON, at: Date.parse(LATER) + 1 }, { saved_at: LATER }), false);
});

function desk({ kept = [], living = [], saved = [], ...parts } = {}) {
  const store = createStore(takeDetail(emptyState(), { ...row(), participants: [], draft: null }));
  const asked = [];
  const shelved = new Map(kept.map((one) => [one.conversation, one]));
  const shelf = {
    isKeeping: true,
    kept: async () => ({ messages: [], drafts: kept }),
    put: async (kind, id, value) => (shelved.set(id, value), true),
    remove: async (kind, id) => void shelved.delete(id),
  };
  const tabs = { name: "mine", living: async () => new Set(living) };
  const request = (type, data) =>
    new Promise((keep, refuse) => asked.push({ data, keep, refuse: (code, retry) => refuse({ code, retry }) }));
  const drafts = createDrafts({ store, request, shelf, tabs, listSaved: async () => saved, ...parts });
  return { store, asked, shelved, drafts };
}

const left = (more = {}) => ({ conversation: TALK, text: "Je pense", at: Date.parse(NOON), base: null, tab: "gone", ...more });

test("a killed page's text comes back, and the server gets it", async () => {
  const { store, asked, shelved, drafts } = desk({ kept: [left()] });
  await settled();
  assert.equal(drafts.text(TALK), "Je pense");
  assert.equal(store.state.draftsRecalled, 1);
  drafts.repeat();
  assert.deepEqual(asked[0].data, { conversation: TALK, text: "Je pense" });
  asked[0].keep({ saved_at: LATER });
  await settled();
  assert.deepEqual([drafts.text(TALK), shelved.size], [undefined, 0]);
});

test("what another device saved since overrules it", async () => {
  const { drafts, shelved } = desk({ kept: [left()], saved: [{ conversation: TALK, text: "Autre", saved_at: LATER }] });
  await settled();
  assert.deepEqual([drafts.text(TALK), shelved.size], [undefined, 0]);
});

test("a living tab looks after its own text", async () => {
  const { drafts, shelved } = desk({ kept: [left({ tab: "other" })], living: ["other"] });
  await settled();
  assert.deepEqual([drafts.text(TALK), shelved.size], [undefined, 1]);
});

test("what I type before it is read stands", async () => {
  const { drafts } = desk({ kept: [left()] });
  drafts.keep(TALK, "Nouveau");
  await settled();
  assert.equal(drafts.text(TALK), "Nouveau");
  drafts.discard(TALK);
});

test("one save at a time: an older text does not come after a newer one", async () => {
  const { asked, drafts } = desk();
  drafts.keep(TALK, "Je");
  drafts.save(TALK);
  drafts.keep(TALK, "Je pense");
  drafts.save(TALK);
  assert.deepEqual(asked.map((one) => one.data.text), ["Je"]);
  asked[0].keep({ saved_at: NOON });
  await settled();
  assert.equal(drafts.text(TALK), "Je pense");
  drafts.save(TALK);
  assert.deepEqual(asked.map((one) => one.data.text), ["Je", "Je pense"]);
  asked[1].keep({ saved_at: LATER });
  await settled();
  assert.equal(drafts.text(TALK), undefined);
});

test("without a line the text waits for the next one", async () => {
  const { asked, drafts } = desk({ isLive: () => false });
  drafts.keep(TALK, "Je");
  drafts.save(TALK);
  asked[0].refuse("line_lost", true);
  await settled();
  assert.equal(drafts.text(TALK), "Je");
  drafts.repeat();
  assert.equal(asked.length, 2);
  drafts.discard(TALK);
});
