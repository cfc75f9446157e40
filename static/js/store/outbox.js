/** What I wrote and the log does not show yet, in order. Pure.
 *
 * A message is "waiting", "sending", "sent" (acknowledged, its entry is on its way) or
 * "failed" (refused: the person decides).
 */
export function addMessage(state, message) {
  return { ...state, outbox: [...state.outbox, message] };
}

export function changeMessage(state, clientId, change) {
  return {
    ...state,
    outbox: state.outbox.map((one) => (one.client_id === clientId ? { ...one, ...change } : one)),
  };
}

/** Acknowledged: it may go once its entry is shown. */
export function settleMessage(state, clientId, { seq, at }) {
  const message = state.outbox.find((one) => one.client_id === clientId);
  if (!message) return state;
  const isShown = (state.rows[message.conversation]?.head ?? 0) >= seq;
  return isShown ? dropMessage(state, clientId) : changeMessage(state, clientId, { state: "sent", seq, at });
}

export function dropMessage(state, clientId) {
  return { ...state, outbox: state.outbox.filter((one) => one.client_id !== clientId) };
}

/** What may go now: of each conversation the first that waits, unless one is on its way. */
export function ready(outbox) {
  const isBusy = new Set();
  const found = [];
  for (const message of outbox) {
    if (message.state === "sent" || message.state === "failed" || isBusy.has(message.conversation)) continue;
    isBusy.add(message.conversation);
    if (message.state === "waiting") found.push(message);
  }
  return found;
}

/** What of it is shown below a conversation: what failed stays last, until it is solved. */
export function pendingOf(outbox, conversation) {
  const here = outbox.filter((one) => one.conversation === conversation);
  return [...here.filter((one) => one.state !== "failed"), ...here.filter((one) => one.state === "failed")];
}
