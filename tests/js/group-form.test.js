import assert from "node:assert/strict";
import { test } from "node:test";
import { blankForm, changesOf, formOf, problemsOf, targetsOf, withAsker } from "../../static/js/store/group-form.js";
import { takeExpert } from "../../static/js/store/queues.js";
import { stagesOf } from "../../static/js/store/stages.js";
import { at, DERM, message, PETIT, TALK } from "./cast.js";

const CLINIC = { id: TALK, name: "Les Tilleuls" };

function group(more = {}) {
  const texts = { name: "Dermatologie", public_name: "Peau", description: "", specialty: "Dermatologie" };
  return { id: DERM, organisation: CLINIC, ...texts, asked_by: ["patients"], active: true, is_administrator: true, ...more };
}

test("only what differs is changed", () => {
  const form = formOf(group());
  assert.equal(changesOf(group(), form), null);
  assert.equal(changesOf(group(), { ...form, name: " Dermatologie " }), null);
  assert.deepEqual(changesOf(group(), { ...form, public_name: " " }), { public_name: "" });
  const both = withAsker(form, "practitioners", true);
  assert.deepEqual(changesOf(group(), both), { asked_by: ["patients", "practitioners"] });
});

test("the form says what is missing", () => {
  assert.deepEqual(problemsOf(blankForm(), []), ["organisation", "name", "members"]);
  const form = { ...formOf(group()), name: " " };
  assert.deepEqual(problemsOf(withAsker(form, "patients", false)), ["name", "asked_by"]);
  assert.deepEqual(problemsOf(formOf(group()), [PETIT]), []);
});

test("questions go to another group of mine that is active", () => {
  const others = [
    group({ id: "a" }),
    group({ id: "b", active: false }),
    group({ id: "c", is_administrator: false }),
    group({ id: "d", organisation: { id: "other", name: "Val d’Orne" } }),
  ];
  assert.deepEqual(targetsOf([group(), ...others], group()).map((one) => one.id), ["a"]);
  assert.deepEqual(targetsOf(null, group()), []);
});

test("a group takes its place among those that are known", () => {
  const state = takeExpert({ experts: [group()] }, group({ name: "Peau" }));
  assert.deepEqual(state.experts.map((one) => one.name), ["Peau"]);
  assert.equal(takeExpert(state, group({ id: "new" })).experts.length, 2);
  assert.equal(takeExpert({ experts: null }, group()).experts.length, 1);
});

test("who closes what nobody has taken has not answered it", () => {
  const question = { asked_at: at(1), claimed_at: null, closed_at: at(3), requester: { id: TALK } };
  const stages = stagesOf("closed", question, [message(2)]);
  assert.deepEqual(stages.filter((one) => one.at).map((one) => one.stage), ["sent", "received", "closed"]);
  const taken = stagesOf("claimed", { ...question, claimed_at: at(1) }, [message(2)]);
  assert.equal(taken.find((one) => one.isCurrent).stage, "answered");
});
