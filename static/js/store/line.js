/** The state of the connection, as people are told of it. Pure. */

export const NEW_LINE = Object.freeze({
  phase: "connecting",
  code: null,
  // Why the server will not have this page back, in its word.
  reason: null,
  isOffline: false,
  // When it was lost; null while nothing is wrong.
  lostAt: null,
  // Others' messages that came with the catch-up.
  missed: 0,
  // The server has another history: everything is being read again.
  isRenewing: false,
  // When it came back.
  backAt: null,
});

export function setLine(state, line) {
  return { ...state, line: { ...state.line, ...line } };
}

/** The socket went from one phase to the next. */
export function followLine(state, { phase, code = null, reason = null }, now) {
  const { lostAt } = state.line;
  if (phase === "lost" && lostAt === null) return setLine(state, { phase, code, lostAt: now, missed: 0, backAt: null });
  if (phase !== "live") return setLine(state, { phase, code, reason });
  return setLine(state, { phase, code, lostAt: null, isOffline: false, backAt: lostAt === null ? null : now });
}

const SAID_AFTER_MS = 2_000;
const DOWN_AFTER_MS = 60_000;
const BACK_FOR_MS = 4_000;

/** What people are told of the line now: "offline", "lost", "down" (the server does not
 * answer for long), "renewing", "back", or null. `until`: when it may be another thing. */
export function noticeOf({ lostAt, backAt, isOffline, isRenewing }, now) {
  if (lostAt !== null && isOffline) return { notice: "offline", until: null };
  if (lostAt !== null) return lostNotice(lostAt, now);
  if (isRenewing) return { notice: "renewing", until: null };
  const isBack = backAt !== null && now < backAt + BACK_FOR_MS;
  return isBack ? { notice: "back", until: backAt + BACK_FOR_MS } : { notice: null, until: null };
}

function lostNotice(lostAt, now) {
  if (now < lostAt + SAID_AFTER_MS) return { notice: null, until: lostAt + SAID_AFTER_MS };
  if (now < lostAt + DOWN_AFTER_MS) return { notice: "lost", until: lostAt + DOWN_AFTER_MS };
  return { notice: "down", until: null };
}
