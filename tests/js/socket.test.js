import assert from "node:assert/strict";
import test from "node:test";

import { delayBefore } from "../../static/js/protocol/backoff.js";
import { judge } from "../../static/js/protocol/positions.js";
import { createSocket } from "../../static/js/protocol/socket.js";
import { fakeClock, settled } from "./cast.js";

function line() {
  const clock = fakeClock();
  const made = [];
  const phases = [];
  const frames = [];
  const make = () => {
    const one = { sent: [], send: (text) => one.sent.push(JSON.parse(text)), close: () => (one.isClosed = true) };
    made.push(one);
    return one;
  };
  const socket = createSocket({
    url: "ws://example.test/ws/v1/",
    hello: () => ({ protocol: 1 }),
    onGreeted: () => undefined,
    onFrame: (frame) => frames.push(frame),
    onPhase: ({ phase, code }) => phases.push(code ? `${phase} ${code}` : phase),
    make,
    clock,
  });
  const down = (frame) => made.at(-1).onmessage({ data: JSON.stringify(frame) });
  const greet = () => {
    made.at(-1).onopen();
    down({ type: "reply", ref: made.at(-1).sent[0].ref, ok: true, data: {} });
    down({ type: "synced", at: "2026-03-02T10:00:00Z" });
  };
  socket.start();
  return { clock, made, phases, frames, socket, down, greet };
}

test("says hello first, and is live once synced", () => {
  const { made, phases, greet } = line();
  greet();
  assert.equal(made[0].sent[0].type, "hello");
  assert.deepEqual(phases, ["connecting", "greeted", "live"]);
});

test("a reply finds its question by ref", async () => {
  const { socket, made, greet, down } = line();
  greet();
  const [first, second] = [socket.request("a", {}), socket.request("b", {})];
  const [, refA, refB] = made[0].sent.map((frame) => frame.ref);
  down({ type: "reply", ref: refB, ok: false, error: { code: "not_found", retry: false } });
  down({ type: "reply", ref: refA, ok: true, data: { seq: 1 } });
  assert.deepEqual(await first, { seq: 1 });
  await assert.rejects(second, { code: "not_found" });
});

test("answers a ping in the message handler, with the frames counted", () => {
  const { made, greet, down } = line();
  greet();
  down({ type: "ping", at: "2026-03-02T10:00:01Z", heads: {} });
  assert.deepEqual(made[0].sent.at(-1), { type: "pong", got: 3 });
});

test("counts for the server after each 200 frames", () => {
  const { made, greet, down } = line();
  greet();
  for (let n = 0; n < 198; n += 1) down({ type: "typing" });
  assert.deepEqual(made[0].sent.at(-1), { type: "pong", got: 200 });
});

test("comes back after an accident, and breaks what was asked", async () => {
  const { socket, made, greet, clock, phases } = line();
  greet();
  const asked = socket.request("message.send", {});
  made[0].onclose({ code: 1006 });
  await assert.rejects(asked, { code: "line_lost", retry: true });
  clock.pass(600);
  assert.equal(made.length, 2);
  assert.equal(phases.at(-2), "lost 1006");
});

test("waits as long as the server's bye asks", () => {
  const { made, greet, clock, down } = line();
  greet();
  down({ type: "bye", code: 4503, reason: "restarting", retry_in_ms: 5000 });
  made[0].onclose({ code: 4503 });
  clock.pass(4999);
  assert.equal(made.length, 1);
  clock.pass(1000);
  assert.equal(made.length, 2);
});

for (const code of [4400, 4401, 4403, 4426]) {
  test(`${code} is final`, () => {
    const { made, clock, phases, socket } = line();
    made[0].onclose({ code });
    clock.pass(60_000);
    socket.wake();
    assert.equal(made.length, 1);
    assert.equal(phases.at(-1), `stopped ${code}`);
  });
}

test("a bye says why where the transport lost the code", () => {
  const { made, down, phases } = line();
  down({ type: "bye", code: 4401, reason: "signed_out" });
  made[0].onclose({ code: 1006 });
  assert.equal(phases.at(-1), "stopped 4401");
});

test("does not try while the network is away, and at once when it is back", () => {
  const { made, greet, clock, socket } = line();
  greet();
  clock.navigator.onLine = false;
  socket.drop();
  clock.pass(60_000);
  assert.equal(made.length, 1);
  clock.navigator.onLine = true;
  socket.wake();
  assert.equal(made.length, 2);
});

test("a line without a sign of life is asked, then left", async () => {
  const { made, greet, clock, socket } = line();
  greet();
  await settled();
  clock.pass(31_000);
  socket.check();
  assert.equal(made[0].sent.at(-1).type, "ping");
  clock.pass(5_000);
  clock.pass(600);
  assert.equal(made.length, 2);
});

test("jitter is full and bounded", () => {
  assert.equal(delayBefore(0, () => 1), 500);
  assert.equal(delayBefore(50, () => 1), 30_000);
  assert.equal(delayBefore(9, () => 0), 0);
});

test("a frame continues, is known, leaves a hole, or is of an unknown log", () => {
  assert.equal(judge(5, { after: 5, upto: 6 }), "take");
  assert.equal(judge(5, { after: 3, upto: 6 }), "take");
  assert.equal(judge(5, { after: 3, upto: 5 }), "known");
  assert.equal(judge(5, { after: 6, upto: 7 }), "pull");
  assert.equal(judge(undefined, { after: 0, upto: 1 }), "load");
});
