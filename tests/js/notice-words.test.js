import assert from "node:assert/strict";
import test from "node:test";

import { channelWords, columnWords, momentOf, outcomeLook, outcomeWords, recipientWords, topicWords } from "../../static/js/notice-words.js";
import { at } from "./cast.js";

const STATES = ["planned", "leased", "accepted", "failed", "dead", "cancelled", "bounced"];
const REASONS = ["read", "gone", "muted", "taken", "superseded", "no_address", "unregistered", "expired", "refused", "bounced", "preference"];

const sent = (more) => ({ channel: "email", address: "j•••@•••.fr", state: "accepted", reason: "", is_for_patient: false, recipient: null, ...more });

test("every state, cause, channel, row and column has words", () => {
  for (const state of STATES) assert.ok(outcomeWords(sent({ state })));
  for (const reason of REASONS) assert.doesNotMatch(outcomeWords(sent({ state: "cancelled", reason })), /cause technique/);
  for (const channel of ["push", "browser", "email", "text", "voice"]) assert.ok(channelWords(channel));
  for (const column of ["app", "browser", "push", "email"]) assert.ok(columnWords(column));
  for (const topic of ["question", "private", "group", "urgent", "reply"]) assert.ok(topicWords(topic));
});

test("an outcome says why, where there is a cause", () => {
  assert.equal(outcomeWords(sent()), "Acceptée");
  assert.equal(outcomeWords(sent({ state: "cancelled", reason: "read" })), "Annulée\u00a0: déjà lu");
  assert.equal(outcomeWords(sent({ state: "bounced", reason: "bounced" })), "Rebond\u00a0: l’e-mail n’a pas pu être remis");
  assert.match(outcomeWords(sent({ state: "bounced", reason: "5.1.1" })), /n’a pas pu être remis/);
  assert.equal(outcomeWords(sent({ state: "failed", reason: "http_503" })), "Échec\u00a0: cause technique (http_503)");
});

test("only what went well or badly has a colour", () => {
  assert.deepEqual(STATES.map(outcomeLook), ["", "", "chip-success", "chip-warning", "chip-warning", "", "chip-warning"]);
});

test("a patient is never named, a colleague where his name may be read", () => {
  assert.equal(recipientWords(sent({ is_for_patient: true, recipient: null })), "Patient");
  assert.equal(recipientWords(sent({ recipient: "Dr Bob Benali" })), "Dr Bob Benali");
  assert.equal(recipientWords(sent()), "Professionnel");
});

test("the time is that of the sending, else of the end, else of the plan", () => {
  assert.equal(momentOf({ planned_at: at(1), sent_at: at(2), ended_at: at(3) }), at(2));
  assert.equal(momentOf({ planned_at: at(1), sent_at: null, ended_at: at(3) }), at(3));
  assert.equal(momentOf({ planned_at: at(1), sent_at: null, ended_at: null }), at(1));
});
