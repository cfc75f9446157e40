import { MESSAGES } from "./cupboard.js";
import { newId } from "./ids.js";
import { noShelf } from "./shelf.js";
import {
  addMessage,
  changeMessage,
  dropMessage,
  failPhoto,
  fillPhoto,
  missPhotos,
  ready,
  recallMessages,
  settleMessage,
  takeUp,
  withoutFailed,
} from "./store/outbox.js";
import { aloneTab } from "./tabs.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
// What a server never answers is given back to the person.
const OVERDUE_AT_MOST = 3;
// What was left behind goes first, unless nobody can tell what it was.
const RECALL_WITHIN_MS = 5_000;
const CHANGES = { addMessage, changeMessage, dropMessage, failPhoto, fillPhoto, missPhotos, settleMessage, withoutFailed };

/** Sends what was written, exactly once and in order, whatever the line does.
 *
 * A message keeps its `client_id` from the first attempt to the acknowledgement, so that
 * the server recognises a repetition; until then it lies on the shelf, and a reload finds
 * it there. One message of a conversation is on its way at a time: a refusal cannot let a
 * later one overtake it. Of several tabs one at a time sends, and the others show the
 * same. `onTooLate(conversation)` hears that another took the question: the server keeps
 * the text as a draft. A message goes when the server has its photos, and those behind it
 * wait; `onConsent(conversation)` hears that a patient's consent went with one.
 */
export function createOutbox({ store, request, onTooLate, onConsent, shelf = noShelf(), tabs = aloneTab(), isLive = () => true, later = setTimeout }) {
  const overdues = new Map();
  const shelved = new Set();
  let seen = null;
  let wait = FIRST_WAIT_MS;
  let pause = null;
  // The turn to send: asked for, then held until nothing is left to send.
  let isAsked = false;
  let giveBack = null;
  let sending = 0;

  tabs.hear(({ change, args }) => {
    if (!(change in CHANGES)) return;
    store.change(CHANGES[change], ...args);
    flush();
  });
  store.watch(clearShelf);
  let isRecalled = !shelf.kept;
  if (shelf.kept) recall();

  /** What earlier pages did not get rid of. */
  async function recall() {
    later(beginAnyway, RECALL_WITHIN_MS);
    const { messages } = await shelf.kept();
    for (const { client_id } of messages) shelved.add(client_id);
    seen = null;
    store.change(recallMessages, messages);
    clearShelf(store.state);
    beginAnyway();
  }

  function beginAnyway() {
    if (isRecalled) return;
    isRecalled = true;
    flush();
  }

  /** Change it here and in all tabs. */
  function change(name, ...args) {
    store.change(CHANGES[name], ...args);
    tabs.say({ change: name, args });
  }

  /** Sent, discarded, or of a conversation that is not mine any more. */
  function clearShelf({ outbox }) {
    if (outbox === seen) return;
    seen = outbox;
    const waiting = new Set(outbox.filter((one) => one.state !== "sent").map((one) => one.client_id));
    for (const id of waiting) shelved.add(id);
    for (const id of shelved) if (!waiting.has(id) && shelved.delete(id)) shelf.remove(MESSAGES, id);
  }

  function flush() {
    if (giveBack) return sendReady();
    if (isAsked || !isRecalled || !isLive() || !ready(takeUp(store.state).outbox).length) return undefined;
    isAsked = true;
    return tabs.turn(takeTurn);
  }

  /** Nobody else sends now: what another tab had on its way is mine to send again. */
  function takeTurn() {
    isAsked = false;
    store.change(takeUp);
    return new Promise((resolve) => {
      giveBack = resolve;
      sendReady();
      endTurn();
    });
  }

  function endTurn() {
    if (!giveBack || sending > 0 || pause !== null) return;
    giveBack();
    giveBack = null;
  }

  function sendReady() {
    for (const message of ready(store.state.outbox)) send(message);
  }

  async function send(message) {
    const { client_id } = message;
    sending += 1;
    change("changeMessage", client_id, { state: "sending", error: null });
    try {
      settle(client_id, await request("message.send", frameOf(message)));
      if (message.photo_consent) onConsent?.(message.conversation);
    } catch (refusal) {
      refuse(client_id, refusal);
    }
    sending -= 1;
    endTurn();
  }

  function settle(clientId, acknowledged) {
    wait = FIRST_WAIT_MS;
    overdues.delete(clientId);
    change("settleMessage", clientId, acknowledged);
    flush();
  }

  function refuse(clientId, { code, retry, detail }) {
    if (code === "already_claimed") return giveUp(clientId);
    const overdue = (overdues.get(clientId) ?? 0) + Number(code === "overdue");
    overdues.set(clientId, overdue);
    const mayTry = retry && overdue < OVERDUE_AT_MOST;
    change("changeMessage", clientId, { state: mayTry ? "waiting" : "failed", error: code });
    if (code === "photo_unknown") change("missPhotos", clientId, detail?.photos ?? []);
    if (!mayTry) {
      keep(clientId);
      return flush();
    }
    // A lost line calls `flush` when it is back.
    if (code === "line_lost" || code === "overdue" || pause !== null) return undefined;
    pause = later(() => {
      pause = null;
      flush();
      endTurn();
    }, wait);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    return undefined;
  }

  function giveUp(clientId) {
    const message = store.state.outbox.find((one) => one.client_id === clientId);
    change("dropMessage", clientId);
    if (message) onTooLate?.(message.conversation);
    flush();
  }

  function keep(clientId) {
    const message = store.state.outbox.find((one) => one.client_id === clientId);
    if (message) shelf.put(MESSAGES, clientId, message);
  }

  function keepThoseWith(key) {
    store.state.outbox.filter((one) => one.photos?.some((photo) => photo.key === key)).forEach((one) => keep(one.client_id));
  }

  return {
    flush,
    /** `photos`: {key, id, alt, site}, those without an id are on their way. */
    add({ conversation, text, reply_to = null, photos = [], photo_consent = false }) {
      const message = { client_id: newId(), conversation, text, reply_to, state: "waiting", error: null };
      if (photos.length) Object.assign(message, { photos, photo_consent });
      message.made_at = new Date().toISOString();
      shelved.add(message.client_id);
      shelf.put(MESSAGES, message.client_id, message);
      store.change(addMessage, message);
      // Asks for the turn before the others hear of it: who writes sends.
      flush();
      tabs.say({ change: "addMessage", args: [store.state.outbox.find((one) => one.client_id === message.client_id)] });
      return message.client_id;
    },
    /** Try a refused message again; the intention, and so its id, is the same. */
    resend(clientId, more = {}) {
      overdues.delete(clientId);
      change("changeMessage", clientId, { ...more, state: "waiting", error: null });
      keep(clientId);
      flush();
    },
    /** Send what is left of it without the photos that did not come. */
    sendWithoutFailed(clientId) {
      change("withoutFailed", clientId);
      keep(clientId);
      flush();
    },
    photoReady(key, photo) {
      change("fillPhoto", key, photo);
      keepThoseWith(key);
      flush();
    },
    photoFailed(key, code) {
      change("failPhoto", key, code);
      keepThoseWith(key);
      flush();
    },
    discard: (clientId) => change("dropMessage", clientId),
    /** Whether the end of the page would lose a message. */
    wouldLose: () => !shelf.isKeeping && store.state.outbox.some((one) => one.state !== "sent"),
  };
}

function frameOf({ conversation, client_id, text, reply_to, photos, photo_consent }) {
  const named = photos?.map(({ id, alt, site }) => ({ id, ...(alt && { alt }), ...(site && { site }) }));
  return { conversation, client_id, text, ...(reply_to && { reply_to }), ...(named?.length && { photos: named }), ...(photo_consent && { photo_consent }) };
}
