import assert from "node:assert/strict";
import test from "node:test";

import { createSubscribing } from "../../static/js/subscribing.js";

const DAY_MS = 86_400_000;
const KEY = "BPv-_w";
const BYTES = [4, 251, 254, 255];

/** A browser and its server. `answer` is what the person says to the prompt. */
function browser({ permitted = "default", answer = "granted", more = {}, ...calls } = {}) {
  const log = [];
  const kept = new Map();
  const here = { subscription: null, now: 1_000 };
  const permission = {
    permission: permitted,
    async requestPermission() {
      log.push("prompt");
      if (permission.permission === "default") permission.permission = answer;
      return permission.permission;
    },
  };
  function subscribed(key) {
    const endpoint = `https://push.test/${log.length}`;
    here.subscription = {
      options: { applicationServerKey: key.buffer },
      toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => (log.push("unsubscribed"), (here.subscription = null), true),
    };
    return here.subscription;
  }
  const pushManager = {
    getSubscription: async () => here.subscription,
    async subscribe({ userVisibleOnly, applicationServerKey }) {
      assert.ok(userVisibleOnly);
      log.push(["subscribed", ...applicationServerKey]);
      return subscribed(applicationServerKey);
    },
  };
  const registration = { pushManager, showNotification: async (title) => log.push(title) };
  const api = {
    notices: async () => ({ vapid_key: KEY }),
    addDevice: async (given) => (log.push(given), { id: "d1" }),
    dropDevice: async (id) => log.push(["dropped", id]),
    ...calls,
  };
  const open = (other = {}) =>
    createSubscribing({
      api,
      worker: { ready: Promise.resolve(registration), getRegistration: async () => registration },
      permission,
      storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) },
      now: () => here.now,
      push: {},
      isStandalone: undefined,
      later: () => undefined,
      onChange: (state) => log.push(`is ${state}`),
      ...more,
      ...other,
    });
  return { ...open(), open, here, log, permission, kept, subscribed, registration };
}

const withoutStates = (log) => log.filter((one) => !String(one).startsWith("is "));

test("nothing is asked before somebody presses", async () => {
  const { open, log } = browser();
  const one = open();
  await one.refresh();
  assert.deepEqual([one.state(), one.mayAsk(), withoutStates(log)], ["off", true, []]);
});

test("who agrees is subscribed under the server's key, told to it, and shown a notice", async () => {
  const one = browser();
  const states = one.subscribe();
  assert.equal(one.state(), "asking");
  // Asked within the press itself: a browser refuses what comes later.
  assert.deepEqual(one.log, ["is asking", "prompt"]);
  assert.equal(await states, "on");
  const device = { platform: "browser", token: "https://push.test/3", keys: { p256dh: "p", auth: "a" } };
  assert.deepEqual(one.log.slice(2), [["subscribed", ...BYTES], device, "Notifications activées", "is on"]);
  assert.equal(one.mayAsk(), false);
});

test("a prompt that was waved away comes again after a week, three times in all", async () => {
  const one = browser({ answer: "default" });
  const asked = [];
  for (let day = 0; day <= 60; day += 1) {
    one.here.now = day * DAY_MS;
    if (!one.open().mayAsk()) continue;
    asked.push(day);
    assert.equal(await one.subscribe(), "off");
  }
  assert.deepEqual(asked, [0, 7, 14]);
});

test("« Plus tard » counts like it, and a reload forgets nothing", () => {
  const one = browser();
  one.postpone();
  one.here.now += 7 * DAY_MS - 1;
  assert.equal(one.open().mayAsk(), false);
  one.here.now += 1;
  assert.equal(one.open().mayAsk(), true);
  one.postpone();
  one.postpone();
  one.here.now += 365 * DAY_MS;
  assert.equal(one.open().mayAsk(), false);
});

test("« Ne plus demander » is for ever, and who changes her mind may still subscribe", async () => {
  const one = browser();
  one.neverAsk();
  one.here.now += 365 * DAY_MS;
  assert.equal(one.open().mayAsk(), false);
  assert.equal(await one.subscribe(), "on");
});

test("who refuses is not asked again, until the browser's own settings allow it", async () => {
  const one = browser({ answer: "denied" });
  assert.equal(await one.subscribe(), "denied");
  one.here.now += 30 * DAY_MS;
  assert.deepEqual([one.mayAsk(), withoutStates(one.log)], [false, ["prompt"]]);
  one.permission.permission = "granted";
  assert.deepEqual([await one.refresh(), one.mayAsk()], ["off", true]);
  assert.equal(await one.subscribe(), "on");
});

test("a browser without notices is never asked", async () => {
  for (const missing of ["worker", "permission", "push"]) {
    const one = browser().open({ [missing]: null });
    assert.deepEqual([one.state(), one.mayAsk(), one.needsHomeScreen()], ["unsupported", false, false]);
    assert.deepEqual([await one.subscribe(), await one.refresh(), await one.unsubscribe()], Array(3).fill("unsupported"));
  }
});

test("on iOS it is said, as often as asked elsewhere, that the home screen comes first", () => {
  const one = browser({ more: { permission: null, push: null, isStandalone: false } });
  assert.deepEqual([one.state(), one.needsHomeScreen(), one.mayAsk()], ["unsupported", true, true]);
  one.postpone();
  assert.equal(one.mayAsk(), false);
  one.here.now += 7 * DAY_MS;
  assert.equal(one.mayAsk(), true);
  one.neverAsk();
  assert.equal(one.mayAsk(), false);
  assert.equal(browser({ more: { isStandalone: true } }).needsHomeScreen(), false);
});

test("a page that is loaded tells the server again, without a word", async () => {
  const one = browser({ permitted: "granted" });
  one.subscribed(Uint8Array.from(BYTES));
  assert.equal(one.state(), "off");
  assert.equal(await one.refresh(), "on");
  assert.deepEqual(withoutStates(one.log).map(({ platform }) => platform), ["browser"]);
});

test("a subscription that the browser gave up is off", async () => {
  const one = browser();
  await one.subscribe();
  one.here.subscription = null;
  assert.equal(await one.refresh(), "off");
  assert.equal(one.mayAsk(), true);
});

test("one that the server cannot be told of now stays, and no card asks for it", async () => {
  const one = browser({ permitted: "granted", addDevice: () => Promise.reject(new Error("unreachable")) });
  one.subscribed(Uint8Array.from(BYTES));
  assert.equal(one.mayAsk(), false);
  await assert.rejects(one.refresh());
  assert.deepEqual([one.state(), one.mayAsk()], ["on", false]);
});

test("one under an older key is replaced, one under this key is kept", async () => {
  const one = browser({ permitted: "granted" });
  one.subscribed(Uint8Array.from([4, 1, 2, 3]));
  assert.equal(await one.refresh(), "on");
  assert.equal(await one.subscribe(), "on");
  const keys = one.log.filter((what) => what === "unsubscribed" || what[0] === "subscribed");
  assert.deepEqual(keys, ["unsubscribed", ["subscribed", ...BYTES]]);
});

test("who unsubscribes is forgotten here and there, and not asked again", async () => {
  const one = browser();
  await one.subscribe();
  assert.equal(await one.unsubscribe(), "off");
  assert.deepEqual(one.log.slice(-3), ["unsubscribed", "is off", ["dropped", "d1"]]);
  one.here.now += 30 * DAY_MS;
  assert.equal(one.open().mayAsk(), false);
});

test("what the server forgot before is no failure", async () => {
  const refusal = (status) => ({ dropDevice: () => Promise.reject(Object.assign(new Error("refused"), { status })) });
  const one = browser(refusal(404));
  await one.subscribe();
  assert.equal(await one.unsubscribe(), "off");
  const other = browser(refusal(0));
  await other.subscribe();
  await assert.rejects(other.unsubscribe());
  assert.deepEqual([other.state(), other.here.subscription], ["off", null]);
});

test("a server that does not answer leaves it off, and the next press tries again", async () => {
  let isUp = false;
  const addDevice = async () => (isUp ? { id: "d1" } : Promise.reject(new Error("unreachable")));
  const one = browser({ addDevice });
  await assert.rejects(one.subscribe());
  assert.equal(one.state(), "off");
  isUp = true;
  assert.equal(await one.subscribe(), "on");
});

test("a service worker that never comes is waited for in vain only so long", async () => {
  const one = browser().open({ worker: { ready: new Promise(() => undefined) }, later: (late) => late() });
  await assert.rejects(one.subscribe(), /service worker/);
  assert.equal(one.state(), "off");
});

test("a server that writes to no browser gets none, and takes none away", async () => {
  const one = browser({ permitted: "granted", notices: async () => ({ vapid_key: null }) });
  await assert.rejects(one.subscribe());
  assert.equal(one.state(), "off");
  one.subscribed(Uint8Array.from(BYTES));
  await assert.rejects(one.refresh());
  assert.ok(one.here.subscription);
  assert.deepEqual(withoutStates(one.log), ["prompt"]);
});

test("two presses ask once", async () => {
  const one = browser();
  await Promise.all([one.subscribe(), one.subscribe()]);
  assert.deepEqual(one.log.filter((what) => what === "prompt").length, 1);
});

test("a browser that keeps nothing still subscribes", async () => {
  const broken = { getItem: () => "{", setItem: () => { throw new Error("full"); } };
  const one = browser({ answer: "default" }).open({ storage: broken });
  assert.equal(one.mayAsk(), true);
  one.postpone();
  assert.equal(await one.subscribe(), "off");
});
