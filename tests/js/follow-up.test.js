import assert from "node:assert/strict";
import test from "node:test";

import { followUp } from "../../static/js/store/follow-up.js";
import { asked, at, ME, message } from "./cast.js";

const question = asked("q", { claimed_at: at(10), closed_at: at(40), asked_at: at(0) });
const answered = { items: [message(2), message(20, "Montrez-moi", ME)], hasOlder: false };
const steps = (...all) => followUp(...all).map(({ step, after }) => [step, after]);

test("each step with its delay", () => {
  assert.deepEqual(steps(question, answered, "closed"), [["asked", 0], ["claimed", 10_000], ["answered", 20_000], ["closed", 40_000]]);
});

test("what has not happened, or may lie above what is loaded, is not told", () => {
  assert.deepEqual(steps(question, { ...answered, hasOlder: true }, "claimed"), [["asked", 0], ["claimed", 10_000]]);
  assert.deepEqual(steps(question, answered, "pending"), [["asked", 0]]);
});
