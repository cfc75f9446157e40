import assert from "node:assert/strict";
import test from "node:test";

import { followNotices } from "../../static/js/opening.js";
import { browserOf, createPatience, mayShow } from "../../static/js/permission.js";
import { createStore } from "../../static/js/store/store.js";
import { emptyState, forgetHistory } from "../../static/js/store/state.js";
import {
  areHours,
  changeWishes,
  failWishes,
  hasNews,
  isEmailMissed,
  isFixed,
  isOverMidnight,
  sameEveryDay,
  snoozeEnd,
  takeWishes,
  topicsOf,
  undoing,
} from "../../static/js/store/wishes.js";
import { createWishes } from "../../static/js/wishes.js";
import { at, queued, row, TALK } from "./cast.js";

const ALL = { app: true, browser: true, push: true, email: false };

function wishes(more = {}) {
  return {
    matrix: { urgent: { ...ALL }, private: { ...ALL } },
    fixed: { urgent: ["app"], private: ["app"] },
    quiet: { 1: ["22:00", "07:00"] },
    snoozed_until: null,
    channels: ["app", "browser", "email"],
    vapid_key: "BKey",
    ...more,
  };
}

const known = (more) => takeWishes(emptyState(), wishes(more));

/** A server that takes or refuses what it is asked, in order. */
function served({ refuses = [] } = {}) {
  const asked = [];
  const refused = [];
  const store = createStore(known());
  async function answer(what) {
    asked.push(what);
    await undefined;
    if (refuses.includes(asked.length)) throw { code: "unavailable" };
    return { snoozed_until: at(1) };
  }
  const api = { notices: () => answer("read"), changeNotices: answer, snoozeNotices: answer, wakeNotices: () => answer("wake") };
  const controls = createWishes({ store, api, onRefused: (refusal) => refused.push(refusal.code) });
  return { store, controls, asked, refused, data: () => store.state.wishes.data };
}

test("a change is for its cell and its day alone", () => {
  const { data } = changeWishes(known(), { matrix: { private: { email: true } }, quiet: { 2: ["12:00", "14:00"], 1: null } }).wishes;
  assert.deepEqual(data.matrix, { urgent: ALL, private: { ...ALL, email: true } });
  assert.deepEqual(data.quiet, { 2: ["12:00", "14:00"] });
});

test("what undoes a change brings back what was there", () => {
  const before = known();
  const change = { matrix: { private: { email: true, push: false } }, quiet: { 1: ["20:00", "06:00"], 3: ["12:00", "14:00"] } };
  const after = changeWishes(before, change);
  assert.deepEqual(changeWishes(after, undoing(change, before.wishes.data)), before);
});

test("rows stand in their order, and a patient has one", () => {
  assert.deepEqual(topicsOf(wishes()), ["private", "urgent"]);
  assert.deepEqual(topicsOf({ matrix: { reply: ALL } }), ["reply"]);
});

test("what cannot be changed is known by its cell", () => {
  assert.ok(isFixed(wishes(), "private", "app"));
  assert.ok(!isFixed(wishes(), "private", "push"));
});

test("a snooze is shown until it ends", () => {
  const end = "2026-03-02T10:00:00Z";
  assert.equal(snoozeEnd({ snoozed_until: end }, Date.parse(end) - 1), end);
  assert.equal(snoozeEnd({ snoozed_until: end }, Date.parse(end)), null);
  assert.equal(snoozeEnd({ snoozed_until: null }, 0), null);
});

test("hours are two times that are not the same", () => {
  const given = [["22:00", "07:00"], ["00:00", "23:59"], ["08:00", "08:00"], ["", "07:00"], ["24:00", "07:00"], ["7:00", "08:00"]];
  assert.deepEqual(given.map(areHours), [true, true, false, false, false, false]);
  assert.ok(isOverMidnight(["22:00", "07:00"]));
  assert.ok(!isOverMidnight(["12:00", "14:00"]));
});

test("every day can be as the first that is quiet, where it is not", () => {
  assert.equal(sameEveryDay(wishes({ quiet: {} })), null);
  const same = sameEveryDay(wishes({ quiet: { 3: ["12:00", "14:00"], 5: ["22:00", "07:00"] } }));
  assert.deepEqual(Object.keys(same.quiet), ["1", "2", "3", "4", "5", "6", "7"]);
  assert.deepEqual(same.quiet[7], ["12:00", "14:00"]);
  assert.equal(sameEveryDay(wishes(same)), null);
});

test("a patient without e-mail is warned, where there is e-mail", () => {
  const matrix = { reply: { ...ALL, email: false } };
  assert.ok(isEmailMissed(wishes({ matrix })));
  assert.ok(!isEmailMissed(wishes({ matrix, channels: ["app"] })));
  assert.ok(!isEmailMissed(wishes({ matrix: { reply: { ...ALL, email: true } } })));
  assert.ok(!isEmailMissed(wishes()));
});

test("a failure hides nothing that is known", () => {
  assert.equal(failWishes(emptyState(), "unreachable").wishes.phase, "failed");
  assert.equal(failWishes(known(), "unreachable").wishes.phase, "ready");
});

test("another history is no other person", () => {
  assert.deepEqual(forgetHistory(known()).wishes, known().wishes);
});

test("a change is seen at once and kept", async () => {
  const { controls, data, asked, refused } = served();
  const change = { matrix: { private: { push: false } } };
  const done = controls.change(change);
  assert.equal(data().matrix.private.push, false);
  await done;
  assert.deepEqual([data().matrix.private.push, asked, refused], [false, [change], []]);
});

test("what is refused is undone and said; what came after it stays", async () => {
  const { controls, data, refused } = served({ refuses: [1] });
  controls.change({ matrix: { private: { push: false } } });
  await controls.change({ quiet: { 2: ["12:00", "14:00"] } });
  assert.equal(data().matrix.private.push, true);
  assert.deepEqual(data().quiet[2], ["12:00", "14:00"]);
  assert.deepEqual(refused, ["unavailable"]);
});

test("changes go one after the other", async () => {
  const { controls, asked } = served();
  controls.change({ matrix: { private: { push: false } } });
  const last = controls.change({ matrix: { private: { push: true } } });
  await undefined;
  assert.equal(asked.length, 1);
  await last;
  assert.deepEqual(asked.map((one) => one.matrix.private.push), [false, true]);
});

test("the server says when a snooze ends; a refusal changes nothing", async () => {
  const { controls, data, asked } = served();
  await controls.snooze({ minutes: 30 });
  assert.deepEqual([data().snoozed_until, asked], [at(1), [{ minutes: 30 }]]);
  const broken = served({ refuses: [1] });
  await broken.controls.wake();
  assert.deepEqual([broken.data().snoozed_until, broken.refused], [null, ["unavailable"]]);
});

test("an unread message or a waiting question that came since then is news", () => {
  const since = at(10);
  const rows = (more) => ({ rows: { [TALK]: row(more) }, queues: {} });
  assert.ok(hasNews(rows({ unread: 1, moved_at: at(11) }), since));
  assert.ok(!hasNews(rows({ unread: 0, moved_at: at(11) }), since));
  assert.ok(!hasNews(rows({ unread: 1, moved_at: at(10) }), since));
  const queues = (asked_at) => ({ rows: {}, queues: { derm: { version: 1, rows: { [TALK]: queued(TALK, { asked_at }) } } } });
  assert.ok(hasNews(queues(at(11)), since));
  assert.ok(!hasNews(queues(at(9)), since));
});

const DAY_MS = 86_400_000;

test("it is asked again after a week, three times, and never after a no", () => {
  const given = [
    [{}, 0],
    [{ n: 1, at: 0 }, 7 * DAY_MS - 1],
    [{ n: 1, at: 0 }, 7 * DAY_MS],
    [{ n: 2, at: 0 }, 7 * DAY_MS],
    [{ n: 3, at: 0 }, 90 * DAY_MS],
    [{ never: true }, 90 * DAY_MS],
  ];
  assert.deepEqual(given.map(([kept, now]) => mayShow(kept, now)), [true, false, true, true, false, false]);
});

test("a browser remembers it, and one that keeps nothing asks again", () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  let now = 0;
  const patience = createPatience({ storage, now: () => now });
  assert.ok(patience.mayShow());
  for (let n = 0; n < 3; n += 1) {
    patience.later();
    assert.ok(!patience.mayShow());
    now += 7 * DAY_MS;
  }
  assert.ok(!patience.mayShow());
  kept.clear();
  patience.never();
  now += 90 * DAY_MS;
  assert.ok(!patience.mayShow());
  kept.set("relais.notices", "{spoilt");
  assert.ok(patience.mayShow());
  const none = { getItem: () => null, setItem: () => { throw new Error("full"); } };
  const forgetful = createPatience({ storage: none, now: () => 0 });
  forgetful.never();
  assert.ok(forgetful.mayShow());
});

test("each browser has its own words of help", () => {
  const agents = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
    "w3m/0.5",
  ];
  assert.deepEqual(agents.map(browserOf), ["ios", "firefox", "chrome", "safari", "other"]);
});

test("a notice that was pressed opens its conversation, and nothing else is opened", () => {
  const opened = [];
  const container = { addEventListener: (_, hear) => (container.hear = hear) };
  followNotices({ open: (id) => opened.push(id), container });
  const said = [{ type: "open", subject: TALK }, { type: "open", subject: "../admin" }, { type: "open" }, { type: "close", subject: TALK }, null];
  for (const data of said) container.hear({ data });
  assert.deepEqual(opened, [TALK]);
});

test("where there is no service worker there is nothing to follow", () => {
  followNotices({ open: assert.fail, container: null });
});
