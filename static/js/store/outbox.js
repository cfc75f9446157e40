/** What I wrote and the log does not show yet, in order. Pure.
 *
 * A message is "waiting", "sending", "sent" (acknowledged, its entry is on its way) or
 * "failed" (refused: the person decides).
 */
export function addMessage(state, message) {
  const isKnown = state.outbox.some((one) => one.client_id === message.client_id);
  return isKnown ? state : { ...state, outbox: [...state.outbox, message] };
}

/** What lay on the shelf stands before what was written since. What the log shows already
 * has arrived: only its acknowledgement was lost. */
export function recallMessages(state, messages) {
  const known = new Map(state.outbox.map((one) => [one.client_id, one]));
  const left = messages.filter((one) => !isShown(state.threads[one.conversation], one.client_id));
  const found = left.map((one) => known.get(one.client_id) ?? { ...one, state: one.state === "failed" ? "failed" : "waiting" });
  const ids = new Set(messages.map((one) => one.client_id));
  return messages.length ? { ...state, outbox: [...found, ...state.outbox.filter((one) => !ids.has(one.client_id))] } : state;
}

function isShown(thread, clientId) {
  return thread?.items.some((item) => item.client_id === clientId) ?? false;
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
  const isThere = (state.rows[message.conversation]?.head ?? 0) >= seq;
  return isThere ? dropMessage(state, clientId) : changeMessage(state, clientId, { state: "sent", seq, at });
}

export function dropMessage(state, clientId) {
  return { ...state, outbox: state.outbox.filter((one) => one.client_id !== clientId) };
}

/** The tab that had them on their way has not the turn any more. */
export function takeUp(state) {
  if (!state.outbox.some((one) => one.state === "sending")) return state;
  return { ...state, outbox: state.outbox.map((one) => (one.state === "sending" ? { ...one, state: "waiting" } : one)) };
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
