import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

import { TALK } from "./cast.js";

const PROGRAM = readFileSync(new URL("../../static/js/worker.js", import.meta.url), "utf8");
const HOME = "https://relais.test/messages/discussions";
const TOLD = { kind: "message", subject: TALK, count: 3, urgent: false, title: "Nouveau message", body: "Ouvrez la messagerie pour le lire.", tag: "msg:1" };

/** A window of the browser; `heard` is what the worker told it. */
function page(url, more = {}) {
  const one = { url, focused: false, visibilityState: "hidden", heard: [], isFront: false, ...more };
  one.focus = async () => (Object.assign(one, { isFront: true }), one);
  one.postMessage = (message) => one.heard.push(message);
  return one;
}

/** The service worker as a browser runs it, with these windows open. */
function worker({ pages = [], navigator = {} } = {}) {
  const ears = {};
  const notices = [];
  const opened = [];
  const self = {
    SHELL: { version: "1", files: [], offline: "/offline" },
    location: { origin: "https://relais.test" },
    navigator,
    addEventListener: (name, ear) => (ears[name] = ear),
    registration: { showNotification: async (title, options) => notices.push({ title, ...options }) },
    clients: { matchAll: async () => pages, openWindow: async (address) => opened.push(address) },
  };
  vm.runInNewContext(PROGRAM, { self, URL, caches: {} });
  async function happen(name, event) {
    const waits = [];
    ears[name]({ ...event, waitUntil: (work) => waits.push(work) });
    await Promise.all(waits);
  }
  const push = (told) => happen("push", { data: told === undefined ? null : { json: () => JSON.parse(told) } });
  return {
    notices,
    opened,
    push: (told) => push(told === undefined ? undefined : JSON.stringify(told)),
    pushRaw: push,
    async press(data) {
      let isClosed = false;
      await happen("notificationclick", { notification: { data, close: () => (isClosed = true) } });
      assert.ok(isClosed);
    },
  };
}

/** Without the other realm's prototypes. */
const plain = (value) => JSON.parse(JSON.stringify(value));

test("a notice shows what the server worded, of which conversation, and no more", async () => {
  const one = worker();
  await one.push({ ...TOLD, text: "Rougeur", name: "Jeanne" });
  const expected = { title: TOLD.title, body: TOLD.body, tag: "msg:1", renotify: false, data: { subject: TALK } };
  assert.deepEqual(plain(one.notices), [expected]);
});

test("only an urgent one is heard again in the place of an earlier", async () => {
  const one = worker();
  await one.push({ ...TOLD, urgent: true });
  await one.push({ ...TOLD, urgent: "yes" });
  assert.deepEqual(one.notices.map(({ renotify }) => renotify), [true, false]);
});

test("a push always shows something, whatever it brought", async () => {
  const one = worker();
  await one.push();
  await one.pushRaw("not json");
  await one.push(null);
  await one.push({ ...TOLD, subject: "../admin" });
  assert.deepEqual(one.notices.map(({ title }) => title), ["Relais", "Relais", "Relais", TOLD.title]);
  assert.ok(one.notices.every(({ tag, data }) => tag && data.subject === null));
});

test("the app's icon says how much waits, where a browser can", async () => {
  const badges = [];
  const one = worker({ navigator: { setAppBadge: async (count) => badges.push(count) } });
  for (const count of [3, 0, -1, "2", undefined]) await one.push({ ...TOLD, count });
  assert.deepEqual(badges, [3, 0]);
  const refusing = worker({ navigator: { setAppBadge: () => Promise.reject(new Error("not allowed")) } });
  await refusing.push(TOLD);
  assert.equal(refusing.notices.length, 1);
});

test("pressed, it opens its conversation in the page in front", async () => {
  const pages = [page(HOME), page(`${HOME}/x`, { visibilityState: "visible" }), page(HOME, { focused: true }), page("https://relais.test/admin/", { focused: true })];
  const one = worker({ pages });
  await one.press({ subject: TALK });
  assert.deepEqual(pages.map(({ isFront }) => isFront), [false, false, true, false]);
  assert.deepEqual(plain(pages[2].heard), [{ type: "open", subject: TALK }]);
  assert.deepEqual(one.opened, []);
});

test("or in a page behind, or in a new one", async () => {
  const behind = [page("https://relais.test/messages/drafts")];
  await worker({ pages: behind }).press({ subject: TALK });
  assert.deepEqual(plain(behind[0].heard), [{ type: "open", subject: TALK }]);
  const none = worker({ pages: [page("https://relais.test/account/")] });
  await none.press({ subject: TALK });
  assert.deepEqual(none.opened, [`/messages/discussions/${TALK}`]);
});

test("a page that may not come to the front gives way to a new one", async () => {
  const stubborn = page(HOME, {});
  stubborn.focus = () => Promise.reject(new Error("not allowed"));
  const one = worker({ pages: [stubborn] });
  await one.press({ subject: TALK });
  assert.deepEqual([stubborn.heard, one.opened], [[], [`/messages/discussions/${TALK}`]]);
});

test("a trial, pressed, opens no conversation", async () => {
  const one = worker();
  await one.push({ ...TOLD, kind: "test" });
  await one.press(one.notices[0].data);
  await one.press(undefined);
  assert.deepEqual(one.opened, ["/messages/discussions", "/messages/discussions"]);
});
