import assert from "node:assert/strict";
import test from "node:test";

import { createLoader } from "../../static/js/protocol/loader.js";
import { createSync } from "../../static/js/protocol/sync.js";
import { openThread, takeRows } from "../../static/js/store/changes.js";
import { emptyState } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { entries, ME, message, row, settled, TALK } from "./cast.js";

const STREAM = `conversation:${TALK}`;

/** A page against a server that holds one conversation of `head` messages. */
function page({ head = 5, rows = [row()] } = {}) {
  const server = { head, asked: [] };
  const store = createStore(takeRows({ ...emptyState(), me: { id: ME } }, rows));
  const api = {
    async detail() {
      server.asked.push("detail");
      if (server.isGone) throw Object.assign(new Error(), { status: 404 });
      return { ...row({ head: server.head, last: message(server.head), unread: 0, read: server.head }), participants: [], draft: null };
    },
    async entries(id, { after, limit }) {
      server.asked.push(`entries ${after ?? "last"}`);
      const from = after ?? Math.max(0, server.head - limit);
      const upto = Math.min(server.head, from + limit);
      return { items: entries(from, upto).items, head: server.head, first: 1 };
    },
  };
  const resets = [];
  const loader = createLoader({ store, api, onArrival: () => undefined });
  const sync = createSync({ store, loader, client: "test", onReset: () => resets.push("reset") });
  return { server, store, sync, resets, position: () => store.state.rows[TALK]?.head };
}

test("hello names what I have, where I was and in which history", () => {
  const { sync, store } = page();
  sync.greeted({ me: { id: ME }, epoch: "k1", limits: {} });
  sync.take({ type: "synced", at: "2026-03-02T10:00:09Z" });
  const { have, epoch, since } = sync.hello();
  assert.deepEqual([have, epoch, since], [{ [STREAM]: 5 }, "k1", store.state.since]);
});

test("entries that continue are taken without a question", () => {
  const { sync, server, position } = page();
  sync.take(entries(5, 7));
  assert.deepEqual([position(), server.asked], [7, []]);
});

test("a hole is read over HTTP, whole, however long", async () => {
  const { sync, server, position } = page({ head: 305 });
  sync.take(entries(304, 305));
  await settled();
  assert.deepEqual([position(), server.asked], [305, ["entries 5", "entries 205"]]);
});

test("heads of a ping show what the socket lost", async () => {
  const { sync, position } = page({ head: 9 });
  sync.take({ type: "ping", at: "2026-03-02T10:00:09Z", heads: { [STREAM]: 9 } });
  await settled();
  assert.equal(position(), 9);
});

test("an unknown conversation is looked up, and what comes meanwhile is not lost", async () => {
  const { sync, server, position } = page({ rows: [], head: 1 });
  sync.take(entries(0, 1, { start: true }));
  server.head = 3;
  sync.take(entries(1, 3));
  await settled();
  assert.equal(position(), 3);
});

test("too far behind: the row and its thread are read anew", async () => {
  const { sync, store, position } = page({ head: 9120 });
  store.change(openThread, TALK);
  sync.take({ type: "stale", stream: STREAM, head: 9120 });
  await settled();
  const { items } = store.state.threads[TALK];
  assert.deepEqual([position(), items[0].seq, items.at(-1).seq], [9120, 9071, 9120]);
});

test("gone wipes, also what is being read", async () => {
  const { sync, store, position } = page({ head: 9 });
  sync.take(entries(7, 9));
  sync.take({ type: "gone", stream: STREAM });
  await settled();
  assert.deepEqual([position(), store.state.rows], [undefined, {}]);
});

test("what cannot be found any more is wiped", async () => {
  const { sync, server, position } = page({ head: 9 });
  server.isGone = true;
  sync.take({ type: "stale", stream: STREAM, head: 9 });
  await settled();
  assert.equal(position(), undefined);
});

test("another epoch: everything is read again", () => {
  const { sync, resets, store, server } = page();
  for (const epoch of ["k1", "k2"]) sync.greeted({ me: { id: ME }, epoch, limits: {} });
  assert.deepEqual([resets, store.state.rows, store.state.epoch], [["reset"], {}, "k2"]);
  sync.take({ type: "stale", stream: STREAM, head: 5 });
  assert.deepEqual(server.asked, []);
});

test("kinds of frames from later versions are left alone", () => {
  page().sync.take({ type: "aurora", stream: "sky:north" });
});
