import { newId } from "./ids.js";
import { addClaim, changeClaim, dropClaim } from "./store/claims.js";
import { forgetQuestion, queueOf } from "./store/queues.js";

const WAIT_MS = 2_000;

/** Taking questions. « Répondre » holds whatever the line does: it is said again on the
 * next one, under the same name, until the server has answered who was first.
 *
 * `onWon(id)` and `onLost(id, {code})` hear the answer.
 */
export function createClaims({ store, request, onWon, onLost, later = setTimeout }) {
  async function send(id) {
    const { client_id } = store.state.claims[id];
    store.change(changeClaim, id, { state: "sending" });
    try {
      await request("question.claim", { question: id, client_id });
    } catch (refusal) {
      return refuse(id, refusal);
    }
    store.change(changeClaim, id, { state: "won" });
    await onWon(id);
    store.change(dropClaim, id);
    store.change(forgetUnlessPending, id);
  }

  function refuse(id, refusal) {
    if (!refusal.retry) {
      store.change(dropClaim, id);
      store.change(forgetQuestion, id);
      return onLost(id, refusal);
    }
    store.change(changeClaim, id, { state: "waiting" });
    // A lost line calls `flush` when it is back.
    if (refusal.code !== "line_lost") later(flush, WAIT_MS);
    return undefined;
  }

  function flush() {
    for (const [id, { state }] of Object.entries(store.state.claims)) if (state === "waiting") send(id);
  }

  return {
    flush,
    claim(id) {
      if (id in store.state.claims) return;
      store.change(addClaim, id, { client_id: newId(), state: "waiting" });
      flush();
    },
    isUnderWay: (id) => id in store.state.claims,
  };
}

/** Won, and not mine any more before its exchange was read. */
function forgetUnlessPending(state, id) {
  return queueOf(state, id) ? state : forgetQuestion(state, id);
}
