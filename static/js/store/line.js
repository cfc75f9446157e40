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
