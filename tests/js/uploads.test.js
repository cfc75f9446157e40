import assert from "node:assert/strict";
import test from "node:test";

import { createOutbox } from "../../static/js/outbox.js";
import { emptyState } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { trayOf } from "../../static/js/store/photos.js";
import { createUploads } from "../../static/js/uploads.js";
import { settled, TALK } from "./cast.js";

const PART = 256 * 1024;
const FILE = new Blob([new Uint8Array(2 * PART + 10)]);
const refusal = (code, status, detail) => Object.assign(new Error(code), { code, status, detail });

/** A server of uploads: keeps offsets, refuses what it is told to. */
function server() {
  const uploads = new Map();
  const it = { uploads, clock: 0, asked: [], refusals: [], dropped: [], discarded: [] };
  const reading = (upload) => ({ id: upload.name, offset: upload.offset, size: upload.size, part_max: 4 * PART, photo: upload.photo });
  it.api = {
    async beginUpload(name, size) {
      it.asked.push("begin");
      if (it.refusals[0]?.at === "begin") throw it.refusals.shift().refusal;
      if (!uploads.has(name)) uploads.set(name, { name, size, offset: 0, photo: null });
      return reading(uploads.get(name));
    },
    async sendPart(name, offset, bytes) {
      const upload = uploads.get(name);
      it.asked.push(offset);
      if (it.gate) await it.gate;
      if (it.refusals[0]?.at === offset) throw it.refusals.shift().refusal;
      if (offset !== upload.offset) throw refusal("upload_offset", 409, { offset: upload.offset });
      upload.offset += bytes.size;
      if (upload.offset === upload.size) upload.photo = { id: `photo of ${name}`, w: 40, h: 30 };
      return { offset: upload.offset, photo: upload.photo };
    },
    upload: async (name) => reading(uploads.get(name)),
    dropUpload: async (name) => void it.dropped.push(name),
    discardPhoto: async (id) => void it.discarded.push(id),
  };
  return it;
}

const pictures = {
  prepare: async (file) => ({ blob: file, w: 40, h: 30, preview: "blob:1" }),
  preview: async () => "blob:2",
  fetch: async () => null,
  forget: () => undefined,
};

function shelfOf(kept = []) {
  const photos = new Map(kept.map((one) => [one.id, one]));
  const files = new Map(kept.filter((one) => !one.photo).map((one) => [one.id, FILE]));
  return {
    isKeeping: true,
    kept: async () => ({ messages: [], drafts: [] }),
    put: async (kind, id, value) => void (kind === "photos" && photos.set(id, value)),
    remove: async (kind, id) => void (kind === "photos" && photos.delete(id)),
    photos: async () => [...photos.values()],
    putFile: async (id, file) => void files.set(id, file),
    file: async (id) => files.get(id) ?? null,
    removeFile: async (id) => void files.delete(id),
    holds: () => [photos.size, files.size],
  };
}

function hands(parts = {}) {
  const store = createStore(emptyState());
  const at = server();
  const waits = [];
  const asked = [];
  const request = (type, data) => new Promise((keep, refuse) => asked.push({ type, data, keep, refuse }));
  const outbox = createOutbox({ store, request, later: () => undefined, tabs: parts.tabs });
  const uploads = createUploads({
    store,
    api: at.api,
    pictures,
    onReady: outbox.photoReady,
    onFailed: outbox.photoFailed,
    later: (run) => waits.push(run),
    // A line on which parts stay as they are.
    now: () => (at.clock += 1_000),
    ...parts,
  });
  const tray = () => trayOf(store.state.photos, TALK);
  const send = (text = "") => outbox.add({ conversation: TALK, text, photos: uploads.takeOut(TALK) });
  return { store, at, waits, asked, outbox, uploads, tray, send };
}

async function rest() {
  for (let n = 0; n < 6; n += 1) await settled();
}

test("parts are as large as the line carries in a moment", async () => {
  const took = [100, 100, 100, 5_000, 5_000];
  const sizes = [];
  let clock = 0;
  const { at, uploads } = hands({ now: () => clock });
  const { sendPart } = at.api;
  at.api.sendPart = async (name, offset, bytes) => {
    sizes.push(bytes.size / PART);
    clock += took.shift() ?? 1_000;
    return sendPart(name, offset, bytes);
  };
  uploads.add(TALK, [new Blob([new Uint8Array(16 * PART)])]);
  await rest();
  assert.deepEqual(sizes, [1, 2, 4, 4, 2, 1, 1, 1]);
});

test("a file goes in parts, and is a photo at the end", async () => {
  const shelf = shelfOf();
  const { at, uploads, tray } = hands({ shelf });
  uploads.add(TALK, [FILE]);
  await rest();
  assert.deepEqual(at.asked, ["begin", 0, PART, 2 * PART]);
  assert.deepEqual([tray()[0].phase, tray()[0].w], ["ready", 40]);
  // The server has it: its bytes need not be kept any more.
  assert.deepEqual(shelf.holds(), [1, 0]);
});

test("a cut costs one part: it goes on where the server is, in smaller ones", async () => {
  const { at, waits, uploads, tray } = hands();
  at.refusals.push({ at: PART, refusal: refusal("unreachable", 0) });
  uploads.add(TALK, [FILE]);
  await rest();
  assert.deepEqual([tray()[0].phase, tray()[0].isCut], ["waiting", true]);
  uploads.flush();
  await rest();
  assert.deepEqual(at.asked, ["begin", 0, PART, "begin", PART, 1.5 * PART, 2 * PART]);
  assert.equal(tray()[0].phase, "ready");
  assert.equal(waits.length, 1);
});

test("a part whose answer was lost is not sent twice", async () => {
  const { at, uploads, tray } = hands();
  const { sendPart } = at.api;
  let isFirst = true;
  at.api.sendPart = async (...all) => {
    const answer = await sendPart(...all);
    if (isFirst && !(isFirst = false)) throw refusal("upload_offset", 409, { offset: answer.offset });
    return answer;
  };
  uploads.add(TALK, [FILE]);
  await rest();
  assert.deepEqual(at.asked, ["begin", 0, PART, 2 * PART]);
  assert.equal(tray()[0].phase, "ready");
});

test("a busy server is asked again with nothing, a refusal is final", async () => {
  const { at, waits, uploads, tray } = hands();
  at.refusals.push({ at: 2 * PART, refusal: refusal("busy", 503) });
  uploads.add(TALK, [FILE]);
  await rest();
  assert.deepEqual([tray()[0].phase, tray()[0].error], ["waiting", "busy"]);
  waits.shift()();
  await rest();
  assert.equal(tray()[0].phase, "ready");
  at.refusals.push({ at: "begin", refusal: refusal("photo_quota", 429) });
  uploads.add(TALK, [FILE]);
  await rest();
  assert.deepEqual([tray()[1].phase, tray()[1].error], ["failed", "photo_quota"]);
  uploads.retry(tray()[1].id);
  await rest();
  assert.equal(tray()[1].phase, "ready");
});

test("what cannot be read here is not sent at all", async () => {
  const unread = { ...pictures, prepare: async () => Promise.reject(refusal("photo_format")) };
  const { at, uploads, tray } = hands({ pictures: unread });
  uploads.add(TALK, [FILE]);
  await rest();
  assert.deepEqual([tray()[0].error, at.asked], ["photo_format", []]);
});

test("a changed photo is another upload, and the earlier one leaves the server", async () => {
  const { at, uploads, tray } = hands();
  uploads.add(TALK, [FILE]);
  await rest();
  const { id, photo } = tray()[0];
  uploads.replace(id, new Blob(["new"]), { w: 4, h: 3, preview: "blob:3" });
  await rest();
  assert.deepEqual(at.discarded, [photo]);
  assert.notEqual(tray()[0].photo, photo);
  assert.equal(tray()[0].phase, "ready");
});

test("one that is changed while it is sent leaves no part of it", async () => {
  const { at, uploads, tray } = hands();
  let open;
  at.gate = new Promise((go) => (open = go));
  uploads.add(TALK, [FILE]);
  await rest();
  const before = tray()[0].upload;
  uploads.replace(tray()[0].id, new Blob(["new"]), { w: 4, h: 3, preview: null });
  open();
  await rest();
  assert.deepEqual(at.dropped, [before]);
  assert.equal(tray()[0].photo, `photo of ${tray()[0].upload}`);
});

test("a message waits for its photos, and those behind it wait, too", async () => {
  const { at, asked, outbox, uploads, send, store } = hands();
  let open;
  at.gate = new Promise((go) => (open = go));
  uploads.add(TALK, [FILE]);
  await rest();
  send("");
  outbox.add({ conversation: TALK, text: "après" });
  outbox.add({ conversation: "other", text: "ailleurs" });
  await rest();
  assert.deepEqual(asked.map((one) => one.data.text), ["ailleurs"]);
  open();
  await rest();
  assert.equal(asked[1].data.photos.length, 1);
  asked[1].keep({ seq: 1, at: "" });
  await rest();
  assert.equal(asked[2].data.text, "après");
  assert.equal(Object.keys(store.state.photos).length, 1);
});

test("a photo that cannot come gives its message back; it goes without it", async () => {
  const { at, asked, outbox, uploads, send, store } = hands();
  at.refusals.push({ at: 0, refusal: refusal("photo_unreadable", 422) });
  let open;
  at.gate = new Promise((go) => (open = go));
  uploads.add(TALK, [FILE]);
  await rest();
  const id = send("mon texte");
  open();
  await rest();
  assert.deepEqual([store.state.outbox[0].state, store.state.outbox[0].error], ["failed", "photo_unreadable"]);
  outbox.sendWithoutFailed(id);
  await rest();
  assert.deepEqual([asked[0].data.text, asked[0].data.photos], ["mon texte", undefined]);
});

test("a page that was left is gone on with: trays, and messages that wait", async () => {
  const kept = [
    { id: "a", upload: "a", place: TALK, name: "x.jpg", size: FILE.size, photo: null, alt: "Plaque", tab: "dead" },
    { id: "b", upload: "b", place: TALK, name: "y.jpg", size: 9, photo: "p", tab: "dead" },
    { id: "c", upload: "c", place: TALK, name: "z.jpg", size: 9, photo: null, tab: "alive" },
  ];
  const tabs = { name: "me", say: () => undefined, hear: () => undefined, turn: (work) => work(), alone: (what, work) => work(), living: async () => new Set(["alive"]) };
  const { at, tray } = hands({ shelf: shelfOf(kept), tabs });
  await rest();
  assert.deepEqual(tray().map(({ id, phase, alt }) => [id, phase, alt]), [["a", "ready", "Plaque"], ["b", "ready", ""]]);
  assert.deepEqual([...at.uploads.keys()], ["a"]);
});

test("what is removed leaves this page, the shelf and the server", async () => {
  const shelf = shelfOf();
  const { at, uploads, tray } = hands({ shelf });
  uploads.add(TALK, [FILE]);
  await rest();
  const { id, photo } = tray()[0];
  uploads.remove(id);
  await rest();
  assert.deepEqual([tray(), shelf.holds(), at.discarded], [[], [0, 0], [photo]]);
});

test("no more than ten are taken, and who chose is told", async () => {
  const { uploads, tray } = hands();
  assert.equal(uploads.add(TALK, Array(12).fill(FILE)), 2);
  await rest();
  assert.equal(tray().length, 10);
});

test("a question waits until the server has all its photos", async () => {
  const { at, uploads, tray } = hands();
  let open;
  at.gate = new Promise((go) => (open = go));
  uploads.add(TALK, [FILE]);
  await rest();
  const ready = uploads.ready(TALK);
  open();
  assert.equal((await ready)[0].id, tray()[0].photo);
  at.refusals.push({ at: "begin", refusal: refusal("photo_quota", 429) });
  uploads.add(TALK, [FILE]);
  assert.equal(await uploads.ready(TALK), null);
});
