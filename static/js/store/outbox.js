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
    if (message.state === "waiting" && hasPhotos(message)) found.push(message);
  }
  return found;
}

const photosOf = (message) => message.photos ?? [];

/** Whether the server has all that a message names. Until then those behind it wait, too. */
function hasPhotos(message) {
  return photosOf(message).every((one) => one.id);
}

/** The server has a photo: whatever message names it can go. */
export function fillPhoto(state, key, { id, w, h }) {
  return changePhotos(state, key, () => ({ id, w, h, error: null }));
}

/** A photo will not come: its message waits for the person. */
export function failPhoto(state, key, code) {
  const failed = changePhotos(state, key, () => ({ error: code }));
  const isHit = (message) => photosOf(message).some((one) => one.key === key && !one.id);
  return { ...failed, outbox: failed.outbox.map((one) => (isHit(one) ? { ...one, state: "failed", error: code } : one)) };
}

function changePhotos(state, key, change) {
  if (!state.outbox.some((message) => photosOf(message).some((one) => one.key === key))) return state;
  const changed = (message) => photosOf(message).map((one) => (one.key === key ? { ...one, ...change() } : one));
  return { ...state, outbox: state.outbox.map((one) => (one.photos ? { ...one, photos: changed(one) } : one)) };
}

/** What the server says it has not: by their ids. */
export function missPhotos(state, clientId, ids) {
  const missed = (one) => (ids.includes(one.id) ? { ...one, id: null, error: "photo_unknown" } : one);
  return { ...state, outbox: state.outbox.map((one) => (one.client_id === clientId && one.photos ? { ...one, photos: one.photos.map(missed) } : one)) };
}

/** Without the photos that did not come; a message of which nothing is left goes. */
export function withoutFailed(state, clientId) {
  const message = state.outbox.find((one) => one.client_id === clientId);
  const photos = photosOf(message ?? {}).filter((one) => !one.error);
  if (!message?.text && !photos.length) return dropMessage(state, clientId);
  return changeMessage(state, clientId, { photos, state: "waiting", error: null });
}

/** Whether this page waits for a photo that no message can go without. */
export function isAwaited(outbox, key) {
  return outbox.some((message) => message.state !== "failed" && photosOf(message).some((one) => one.key === key && !one.id && !one.error));
}

/** What of it is shown below a conversation: what failed stays last, until it is solved. */
export function pendingOf(outbox, conversation) {
  const here = outbox.filter((one) => one.conversation === conversation);
  return [...here.filter((one) => one.state !== "failed"), ...here.filter((one) => one.state === "failed")];
}
