import assert from "node:assert/strict";
import test from "node:test";

import { createShelf } from "../../static/js/shelf.js";

test("where nothing can be kept, nothing is promised", async () => {
  const shelf = createShelf({ getKey: () => assert.fail("no key is asked for"), can: () => false });
  assert.deepEqual(await shelf.kept(), { messages: [], drafts: [] });
  assert.notEqual(await shelf.put("messages", "c1", { text: "un" }), true);
  assert.equal(shelf.isKeeping, false);
});

test("a server that does not answer is asked again, one that refuses is not", async () => {
  const answers = [{ status: 0 }, { status: 503 }, { status: 401 }];
  let n = 0;
  const getKey = () => Promise.reject(answers[n++]);
  const shelf = createShelf({ getKey, can: () => true, later: (go) => go() });
  await shelf.kept();
  assert.deepEqual([n, shelf.isKeeping], [3, false]);
});

test("a browser without room for it keeps nothing", async () => {
  const key = Buffer.alloc(32).toString("base64url");
  const shelf = createShelf({ getKey: async () => ({ key }), can: () => true, cupboard: () => Promise.reject(new Error("full")) });
  assert.deepEqual(await shelf.kept(), { messages: [], drafts: [] });
  assert.equal(shelf.isKeeping, false);
});
