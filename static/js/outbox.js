import { newId } from "./ids.js";
import { addMessage, changeMessage, dropMessage, ready, settleMessage } from "./store/outbox.js";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
// What a server never answers is given back to the person.
const OVERDUE_AT_MOST = 3;

/** Where messages stay until they are acknowledged. This one lasts as long as the page. */
export function memoryShelf() {
  return { all: () => [], put: () => undefined, remove: () => undefined };
}

/** Sends what was written, exactly once and in order, whatever the line does.
 *
 * A message keeps its `client_id` from the first attempt to the acknowledgement, so that
 * the server recognises a repetition. One message of a conversation is on its way at a
 * time: a refusal cannot let a later one overtake it. `onTooLate(conversation)` hears
 * that another took the question: the server keeps the text as a draft.
 */
export function createOutbox({ store, request, onTooLate, shelf = memoryShelf(), later = setTimeout }) {
  const overdues = new Map();
  let wait = FIRST_WAIT_MS;
  let pause = null;

  for (const message of shelf.all()) store.change(addMessage, { ...message, state: "waiting" });

  function flush() {
    for (const message of ready(store.state.outbox)) send(message);
  }

  async function send({ client_id, conversation, text, reply_to }) {
    store.change(changeMessage, client_id, { state: "sending", error: null });
    const data = { conversation, client_id, text, ...(reply_to && { reply_to }) };
    try {
      const acknowledged = await request("message.send", data);
      wait = FIRST_WAIT_MS;
      shelf.remove(client_id);
      overdues.delete(client_id);
      store.change(settleMessage, client_id, acknowledged);
      flush();
    } catch (refusal) {
      refuse(client_id, refusal);
    }
  }

  function refuse(clientId, { code, retry }) {
    if (code === "already_claimed") return giveUp(clientId);
    const overdue = (overdues.get(clientId) ?? 0) + Number(code === "overdue");
    overdues.set(clientId, overdue);
    const mayTry = retry && overdue < OVERDUE_AT_MOST;
    store.change(changeMessage, clientId, { state: mayTry ? "waiting" : "failed", error: code });
    if (!mayTry) return flush();
    // A lost line calls `flush` when it is back.
    if (code === "line_lost" || code === "overdue" || pause !== null) return;
    pause = later(() => {
      pause = null;
      flush();
    }, wait);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }

  function giveUp(clientId) {
    const { conversation } = store.state.outbox.find((one) => one.client_id === clientId);
    shelf.remove(clientId);
    store.change(dropMessage, clientId);
    onTooLate?.(conversation);
    flush();
  }

  return {
    flush,
    add({ conversation, text, reply_to = null }) {
      const message = { client_id: newId(), conversation, text, reply_to, state: "waiting", error: null };
      message.made_at = new Date().toISOString();
      shelf.put(message);
      store.change(addMessage, message);
      flush();
      return message.client_id;
    },
    /** Try a refused message again; the intention, and so its id, is the same. */
    resend(clientId) {
      overdues.delete(clientId);
      store.change(changeMessage, clientId, { state: "waiting", error: null });
      flush();
    },
    discard(clientId) {
      shelf.remove(clientId);
      store.change(dropMessage, clientId);
    },
  };
}
