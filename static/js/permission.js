/** How often, and how long after, the browser's permission is asked for again. */

const KEY = "relais.notices";
const DAY_MS = 86_400_000;
const AGAIN_MS = 7 * DAY_MS;
const AT_MOST = 3;

/** Whether the card may be shown: `n` times put off, the last time at `at`; `never`. */
export function mayShow({ n = 0, at = 0, never = false }, now) {
  return !never && n < AT_MOST && (n === 0 || now - at >= AGAIN_MS);
}

/** What this browser remembers: numbers, of nobody. */
export function createPatience({ storage = globalThis.localStorage, now = Date.now } = {}) {
  function recall() {
    try {
      const { n, at, never } = JSON.parse(storage.getItem(KEY)) ?? {};
      return { n: Number(n) || 0, at: Number(at) || 0, never: never === true };
    } catch {
      return {};
    }
  }

  function keep(what) {
    try {
      storage.setItem(KEY, JSON.stringify(what));
    } catch {
      // A browser that keeps nothing asks again.
    }
  }

  return {
    mayShow: () => mayShow(recall(), now()),
    later: () => keep({ ...recall(), n: (recall().n ?? 0) + 1, at: now() }),
    never: () => keep({ ...recall(), never: true }),
  };
}

/** By which words one finds a browser's own switch. */
export function browserOf(agent) {
  if (/iphone|ipad/i.test(agent)) return "ios";
  if (/firefox\//i.test(agent)) return "firefox";
  if (/chrom(e|ium)\//i.test(agent)) return "chrome";
  return /safari\//i.test(agent) ? "safari" : "other";
}
