import assert from "node:assert/strict";
import test from "node:test";

import { createPreferences } from "../../static/js/preferences.js";
import { createRouter } from "../../static/js/router.js";
import { takeRows } from "../../static/js/store/changes.js";
import { layoutOf } from "../../static/js/store/layout.js";
import { entryOf, lineWord, todo } from "../../static/js/store/menu.js";
import { takeQueue } from "../../static/js/store/queues.js";
import { emptyState, forgetHistory } from "../../static/js/store/state.js";
import { createStore } from "../../static/js/store/store.js";
import { DERM, ME, queued, row, TALK } from "./cast.js";

test("the layout follows the width in rem", () => {
  assert.deepEqual([20, 37.5, 56.25, 75, 200].map(layoutOf), ["phone", "drawer", "icons", "wide", "wide"]);
  // 1440 px with text twice as large have the room of 720 px.
  assert.equal(layoutOf(1440 / 32), "drawer");
});

test("what is to do are questions of others and what I have not read", () => {
  const other = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
  const base = takeRows({ ...emptyState(), me: { id: ME } }, [row({ unread: 2 }), row({ id: other, unread: 0 })]);
  const mine = queued("q2", { requester: { id: ME } });
  const state = takeQueue(base, DERM, { version: 1, put: [queued("q1"), mine], drop: [] });
  assert.equal(todo(state), 2);
});

test("the word for the line", () => {
  assert.equal(lineWord({ phase: "live", isOffline: false, lostAt: null }), "live");
  assert.equal(lineWord({ phase: "lost", isOffline: false, lostAt: 1 }), "lost");
  assert.equal(lineWord({ phase: "lost", isOffline: true, lostAt: 1 }), "offline");
});

/** A browser's window at an address, with its history. */
function browser(path) {
  const steps = [path];
  const page = {
    location: {},
    history: {
      pushState: (_, __, to) => (steps.push(to), look(to)),
      replaceState: (_, __, to) => ((steps[steps.length - 1] = to), look(to)),
    },
    addEventListener: (_, hear) => (page.hear = hear),
    back: () => (steps.pop(), look(steps.at(-1)), page.hear()),
    steps,
  };
  function look(to) {
    const [pathname, hash] = to.split("#");
    Object.assign(page.location, { pathname, hash: hash ? `#${hash}` : "" });
  }
  look(path);
  return page;
}

const HOME = "/messages/discussions";

test("places and conversations have addresses, and back leads through them", () => {
  const page = browser(HOME);
  const opened = [];
  const router = createRouter({ home: HOME, page, onOpen: (id) => opened.push(id) });
  router.go("drafts");
  router.go(TALK);
  assert.deepEqual(page.steps, [HOME, "/messages/drafts", `${HOME}/${TALK}`]);
  page.back();
  page.back();
  assert.deepEqual(opened, ["drafts", null]);
});

test("from thread to thread the list stays one step back, and a form is left", () => {
  const page = browser(HOME);
  const router = createRouter({ home: HOME, page, onOpen: () => undefined });
  router.go("ask");
  router.go(TALK);
  router.go("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb");
  assert.deepEqual(page.steps, [HOME, `${HOME}/bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb`]);
});

test("an address names what is open", () => {
  const at = (path) => createRouter({ home: HOME, page: browser(path), onOpen: () => undefined }).current();
  const paths = [`${HOME}/${TALK}`, HOME, "/messages/experts/new", "/messages/drafts"];
  assert.deepEqual(paths.map(at), [TALK, null, "experts/new", "drafts"]);
});

test("the menu shows under which entry what is open stands", () => {
  const entries = [null, { id: TALK }, { id: "ask" }, { id: "drafts" }, { id: "experts/new" }].map(entryOf);
  assert.deepEqual(entries, ["discussions", "discussions", "discussions", "drafts", "experts"]);
});

/** A tab of a person, on a channel with his others. */
function tab(channel, api) {
  const store = createStore(emptyState());
  const root = { dataset: {} };
  const refusals = [];
  const ears = [];
  const tabs = { postMessage: (data) => channel.filter((one) => one !== tabs).forEach((one) => one.hear({ data })), hear: (message) => ears.forEach((ear) => ear(message)), addEventListener: (_, ear) => ears.push(ear) };
  channel.push(tabs);
  const preferences = createPreferences({ store, api, root, tabs, onRefused: (refusal) => refusals.push(refusal) });
  return { store, root, preferences, refusals };
}

test("a choice is seen here and in the other tabs, and told to the server", async () => {
  const told = [];
  const api = { changePreferences: async (change) => told.push(change) };
  const channel = [];
  const [one, other] = [tab(channel, api), tab(channel, api)];
  await one.preferences.change({ text_size: 150, theme: "contrast" });
  for (const { root } of [one, other]) assert.deepEqual(root.dataset, { theme: "contrast", textSize: "150", density: "comfortable" });
  assert.deepEqual(told, [{ text_size: 150, theme: "contrast" }]);
});

test("a choice that the server refuses is taken back everywhere", async () => {
  const channel = [];
  const api = { changePreferences: () => Promise.reject(new Error("unreachable")) };
  const [one, other] = [tab(channel, api), tab(channel, api)];
  await one.preferences.change({ density: "compact" });
  assert.deepEqual([one, other].map(({ store }) => store.state.preferences.density), ["comfortable", "comfortable"]);
  assert.equal(one.refusals.length, 1);
});

test("another history forgets conversations, not what a person prefers", () => {
  const state = { ...emptyState(), preferences: { density: "compact" } };
  assert.deepEqual(forgetHistory(state).preferences, { density: "compact" });
});
