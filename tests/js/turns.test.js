import assert from "node:assert/strict";
import test from "node:test";

import { takingTurns } from "../../static/js/protocol/turns.js";
import { settled } from "./cast.js";

test("no more than so many at a time, and all of them in the end", async () => {
  const turn = takingTurns(2);
  const ends = [];
  let most = 0;
  let now = 0;
  const work = () => {
    most = Math.max(most, (now += 1));
    return new Promise((resolve, reject) => ends.push({ resolve, reject })).finally(() => (now -= 1));
  };
  const all = [1, 2, 3, 4].map(() => turn(work).catch(() => "failed"));
  ends[0].reject();
  await settled();
  for (let n = 1; n < 4; n += 1) {
    ends[n].resolve("done");
    await settled();
  }
  assert.deepEqual(await Promise.all(all), ["failed", "done", "done", "done"]);
  assert.equal(most, 2);
});
