import assert from "node:assert/strict";
import test from "node:test";

import { importKey, seal, unseal } from "../../static/js/sealing.js";

const keyOf = (byte) => importKey(Buffer.alloc(32, byte).toString("base64url"));
const MESSAGE = { text: "Rougeur au bras, côté gauche 🩹" };

test("what is sealed opens with its key and under its name", async () => {
  const kept = await seal(await keyOf(255), "messages c1", MESSAGE);
  assert.deepEqual(await unseal(await keyOf(255), "messages c1", kept), MESSAGE);
});

test("another session's key opens nothing", async () => {
  const kept = await seal(await keyOf(1), "messages c1", MESSAGE);
  await assert.rejects(unseal(await keyOf(2), "messages c1", kept));
});

test("nothing opens under another name", async () => {
  const key = await keyOf(1);
  await assert.rejects(unseal(key, "messages c2", await seal(key, "messages c1", MESSAGE)));
});

test("the words are not on the disk, and no two records are alike", async () => {
  const key = await keyOf(1);
  const [one, other] = [await seal(key, "m", MESSAGE), await seal(key, "m", MESSAGE)];
  assert.equal(Buffer.from(one.sealed).includes("Rougeur"), false);
  assert.notDeepEqual(Buffer.from(one.sealed), Buffer.from(other.sealed));
});

test("the key cannot be read again", async () => {
  await assert.rejects(crypto.subtle.exportKey("raw", await keyOf(1)));
});
