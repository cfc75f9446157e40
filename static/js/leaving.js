import { forgetGone, noteGone, queueOf } from "./store/queues.js";

const SHOWN_MS = 5_300;

/** Notes which questions left their queues under my eyes, and forgets them in a moment:
 * in their place stands that they were taken. `me` takes none of them away. */
export function followLeaving({ store, later = setTimeout }) {
  let before = store.state.queues;

  function note(group, row) {
    store.change(noteGone, row.question, { group, asked_at: row.asked_at });
    later(() => store.change(forgetGone, row.question), SHOWN_MS);
  }

  function isStillHere(state, id) {
    return queueOf(state, id) !== undefined || id in state.rows || id in state.claims;
  }

  store.watch((state) => {
    const { queues } = state;
    if (queues === before) return;
    const was = before;
    before = queues;
    for (const [group, { rows }] of Object.entries(was)) {
      // The whole queue is gone: I am no member any more.
      if (!(group in queues) || queues[group].rows === rows) continue;
      Object.values(rows)
        .filter((row) => !(row.question in queues[group].rows) && !isStillHere(state, row.question))
        .forEach((row) => note(group, row));
    }
  });
}
