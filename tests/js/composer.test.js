import assert from "node:assert/strict";
import test from "node:test";

import { hiddenBelow } from "../../static/js/keyboard.js";
import { draftTime, isTypingTold, longestText, patientBeside, sends, valuesOf } from "../../static/js/store/composer.js";
import { asked, ME, PETIT, row } from "./cast.js";

const practitioner = (id) => ({ id, role: "practitioner", name: "Dr Petit" });
const patient = (id) => ({ id, role: "patient", name: "Mme Jeanne Dubois" });
const threadOf = (...participants) => ({ participants });

test("Ctrl or ⌘ with Enter always sends, Enter only where it was chosen", () => {
  const press = (more) => ({ key: "Enter", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, isComposing: false, ...more });
  assert.deepEqual([sends(press({ ctrlKey: true })), sends(press({ metaKey: true })), sends(press())], [true, true, false]);
  const chosen = { enter_sends: true };
  assert.deepEqual([sends(press(), chosen), sends(press({ shiftKey: true }), chosen)], [true, false]);
  assert.equal(sends(press({ isComposing: true }), chosen), false);
});

test("whom I write to is told where it is a patient", () => {
  assert.equal(patientBeside(threadOf(practitioner(ME), practitioner(PETIT)), undefined, ME), null);
  assert.equal(patientBeside(threadOf(practitioner(ME), patient(PETIT)), undefined, ME).name, "Mme Jeanne Dubois");
  assert.equal(patientBeside(threadOf(), asked(), ME).id, PETIT);
  assert.equal(patientBeside(threadOf(), asked(), PETIT), null);
});

test("practitioners are told that a practitioner writes, patients never", () => {
  const me = { id: ME, is_practitioner: true };
  assert.equal(isTypingTold(threadOf(practitioner(ME), practitioner(PETIT)), me), true);
  assert.equal(isTypingTold(threadOf(practitioner(ME), patient(PETIT)), me), false);
  assert.equal(isTypingTold(threadOf(patient(ME), practitioner(PETIT)), { id: ME, is_practitioner: false }), false);
});

test("who asks as a patient writes at most 4,000 characters", () => {
  const limits = { limits: { text_max: 8000 } };
  const practises = { id: PETIT, is_practitioner: true, is_patient: true };
  assert.equal(longestText(limits, undefined, practises), 8000);
  assert.equal(longestText(limits, asked(), practises), 4000);
  assert.equal(longestText(limits, undefined, { id: ME, is_patient: true, is_practitioner: false }), 4000);
});

test("a reply is filled with what the page knows", () => {
  const dates = { date: () => "3 mars 2026", time: () => "14:32" };
  const known = { thread: threadOf(), me: { id: ME, name: "Dr Alice Petit" }, dates };
  const values = valuesOf({ ...known, row: row({ kind: "question" }), question: asked() });
  assert.deepEqual(values, { patient: "Mme Jeanne Dubois", moi: "Dr Alice Petit", groupe: "Dermatologie", date: "3 mars 2026", heure: "14:32" });
  assert.equal(valuesOf({ ...known, row: row() }).groupe, undefined);
  assert.equal(valuesOf({ ...known, row: row({ kind: "group", title: "Staff" }) }).groupe, "Staff");
});

test("a draft was kept when it was last kept, here or there", () => {
  assert.equal(draftTime({ draft: null }), null);
  const draft = { saved_at: "2026-03-02T10:00:00.000000Z" };
  assert.equal(draftTime({ draft }), draft.saved_at);
  assert.equal(draftTime({ draft, kept_at: "2026-03-02T10:00:01.000Z" }), "2026-03-02T10:00:01.000Z");
});

test("a keyboard hides what the view has lost, unless fingers enlarged it", () => {
  const view = (visualViewport) => ({ innerHeight: 800, visualViewport });
  assert.equal(hiddenBelow(view({ height: 800, offsetTop: 0, scale: 1 })), 0);
  assert.equal(hiddenBelow(view({ height: 450, offsetTop: 50, scale: 1 })), 300);
  assert.equal(hiddenBelow(view({ height: 400, offsetTop: 0, scale: 2 })), 0);
});
