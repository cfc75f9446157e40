const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Milliseconds before attempt `n` (0, 1, 2 …): full jitter, so that a restarted server
 * is not met by everyone at once. */
export function delayBefore(n, random = Math.random) {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(n, 10));
}
