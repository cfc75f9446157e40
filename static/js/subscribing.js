import { createPatience } from "./permission.js";
import { gettext } from "./words.js";

// A worker that could not be installed is never ready.
const READY_WITHIN_MS = 10_000;

/** Whether this browser shows notices of what comes while the page is not in front.
 *
 * Nothing here asks by itself: `subscribe` belongs under a button that a person pressed,
 * and `mayAsk` says whether that button may be offered now, after something happened that
 * would have been worth a notice. `worker` is the browser's ServiceWorkerContainer,
 * `permission` its Notification, `push` its PushManager; each may be missing.
 * `isStandalone` is what iOS alone says: whether the page was opened from the home screen.
 * `onChange(state)` hears what became of it.
 */
export function createSubscribing({
  api,
  worker = globalThis.navigator?.serviceWorker,
  permission = globalThis.Notification,
  storage = globalThis.localStorage,
  now = Date.now,
  push = globalThis.PushManager,
  isStandalone = globalThis.navigator?.standalone,
  later = setTimeout,
  onChange = () => undefined,
}) {
  const patience = createPatience({ storage, now });
  const isSupported = Boolean(worker && permission && push);
  let isAsking = false;
  // Whether there is a subscription; null as long as nobody looked.
  let isSubscribed = null;
  // The server's name for this browser.
  let device = null;

  function state() {
    if (!isSupported) return "unsupported";
    if (isAsking) return "asking";
    if (permission.permission === "denied") return "denied";
    return permission.permission === "granted" && isSubscribed ? "on" : "off";
  }

  /** On iOS only what was put on the home screen may show notices. */
  function needsHomeScreen() {
    return !isSupported && isStandalone === false;
  }

  /** Whether the card may be shown. Not at the load of a page: after an event. */
  function mayAsk() {
    if (!patience.mayShow()) return false;
    if (needsHomeScreen()) return true;
    const isUnknown = permission?.permission === "granted" && isSubscribed === null;
    return state() === "off" && !isUnknown;
  }

  /** « Plus tard », or a prompt that was waved away. */
  function postpone() {
    patience.later();
    onChange(state());
  }

  /** « Ne plus demander ». */
  function neverAsk() {
    patience.never();
    onChange(state());
  }

  /** Subscribe under the server's key where that is not done, and tell the server. */
  async function tell({ pushManager }) {
    const { vapid_key: key } = await api.notices();
    if (!key) throw new Error("the server has no key for browsers");
    const { endpoint, keys } = (await subscriptionOf(pushManager, bytesOf(key))).toJSON();
    device = (await api.addDevice({ platform: "browser", token: endpoint, keys })).id;
    isSubscribed = true;
  }

  /** Ask the browser, then tell the server. Called straight from a press: browsers want
   * nothing in between. Rejects where the server or the push service does not answer.
   */
  async function subscribe() {
    if (!isSupported || isAsking) return state();
    isAsking = true;
    onChange("asking");
    try {
      const answer = await permission.requestPermission();
      if (answer === "granted") await begin();
      else if (answer === "default") patience.later();
    } finally {
      isAsking = false;
      onChange(state());
    }
    return state();
  }

  async function begin() {
    const registration = await ready();
    await tell(registration);
    await registration.showNotification(gettext("Notifications activées"), { tag: "relais" });
  }

  function ready() {
    const late = (_, refuse) => later(() => refuse(new Error("no service worker")), READY_WITHIN_MS);
    return Promise.race([worker.ready, new Promise(late)]);
  }

  /** At the load of a page: where there is a subscription, tell the server again, now
   * that this person uses the browser. Asks for nothing and shows nothing. Rejects where
   * the server does not answer.
   */
  async function refresh() {
    if (!isSupported || permission.permission !== "granted") return state();
    const registration = await worker.getRegistration();
    isSubscribed = Boolean(await registration?.pushManager.getSubscription());
    try {
      if (isSubscribed) await tell(registration);
    } finally {
      onChange(state());
    }
    return state();
  }

  /** No more notices here, and no card that asks for them. */
  async function unsubscribe() {
    if (!isSupported) return state();
    patience.never();
    const registration = await worker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    // After this the server's notices come to nothing, whatever it heard.
    await subscription?.unsubscribe();
    isSubscribed = false;
    onChange(state());
    if (device) await api.dropDevice(device).catch(unlessGone);
    device = null;
    return state();
  }

  return { state, subscribe, unsubscribe, mayAsk, postpone, neverAsk, needsHomeScreen, refresh };
}

function unlessGone(refusal) {
  if (refusal.status !== 404) throw refusal;
}

/** The subscription under this key; one under an older key cannot be used any more. */
async function subscriptionOf(pushManager, key) {
  const earlier = await pushManager.getSubscription();
  if (earlier && isUnder(earlier, key)) return earlier;
  await earlier?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function isUnder({ options }, key) {
  // A browser that does not say is believed.
  if (!options?.applicationServerKey) return true;
  const known = new Uint8Array(options.applicationServerKey);
  return known.length === key.length && known.every((byte, place) => byte === key[place]);
}

function bytesOf(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
