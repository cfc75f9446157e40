import assert from "node:assert/strict";
import { test } from "node:test";
import { ALL, choicesOf, sortedBy, tableOf } from "../../static/js/store/experts-table.js";
import { at } from "./cast.js";

const TILLEULS = { id: "t", name: "Les Tilleuls" };
const ORNE = { id: "o", name: "Val d’Orne" };

function group(name, more = {}) {
  const bare = { id: name, name, public_name: "", specialty: "", organisation: TILLEULS, members: [], active: true };
  return { ...bare, n_pending: 0, oldest_asked_at: null, is_administrator: true, ...more };
}

const GROUPS = [
  group("Peau", { specialty: "Dermatologie", members: [1, 2, 3], n_pending: 2, oldest_asked_at: at(5) }),
  group("Épaule", { specialty: "dermatologie", organisation: ORNE, n_pending: 2, oldest_asked_at: at(1) }),
  group("cœur", { public_name: "Le cœur et les vaisseaux", active: false, members: [1] }),
  group("Autre", { is_administrator: false }),
];
const names = (filters = {}, order = { column: "name", isDown: false }) => tableOf(GROUPS, { ...ALL, ...filters }, order, "fr").map((one) => one.name);

test("only groups that I administer, by name, accents and case aside", () => {
  assert.deepEqual(names(), ["cœur", "Épaule", "Peau"]);
  assert.deepEqual(tableOf(null, ALL, { column: "name", isDown: false }, "fr"), []);
});

test("filters and search go together", () => {
  assert.deepEqual(names({ organisation: "o" }), ["Épaule"]);
  assert.deepEqual(names({ specialty: "dermatologie" }), ["Épaule", "Peau"]);
  assert.deepEqual(names({ state: "inactive" }), ["cœur"]);
  assert.deepEqual(names({ state: "active", organisation: "t" }), ["Peau"]);
  assert.deepEqual(names({ q: "vaiss" }), ["cœur"]);
  assert.deepEqual(names({ q: "epaule dermato" }), ["Épaule"]);
});

test("every column sorts; what waits longest weighs most", () => {
  const order = (column, isDown = false) => names({}, { column, isDown });
  assert.deepEqual(order("pending", true), ["Épaule", "Peau", "cœur"]);
  assert.deepEqual(order("members", true), ["Peau", "cœur", "Épaule"]);
  assert.deepEqual(order("state"), ["Épaule", "Peau", "cœur"]);
  assert.deepEqual(order("organisation", true), ["Épaule", "Peau", "cœur"]);
});

test("a header turns its order round; another one begins anew", () => {
  const byName = { column: "name", isDown: false };
  assert.deepEqual(sortedBy(byName, "name"), { column: "name", isDown: true });
  assert.deepEqual(sortedBy({ column: "name", isDown: true }, "members"), { column: "members", isDown: false });
  assert.deepEqual(sortedBy(byName, "pending"), { column: "pending", isDown: true });
});

test("the filters offer what there is, once", () => {
  const { organisations, specialties } = choicesOf(GROUPS, "fr");
  assert.deepEqual(organisations.map((one) => one.name), ["Les Tilleuls", "Val d’Orne"]);
  assert.deepEqual(specialties.map((one) => one.id), ["dermatologie"]);
});
