/** Texts that I began to write: what a device kept, and what the server has. Pure. */

/** Whether what the server has stands instead of what this browser kept.
 *
 * `base` is the server's time of the draft on which the kept text was written: while it
 * is the last one there, the kept text goes on from it. Otherwise the newer one stands.
 */
export function isOverruled(kept, saved) {
  if (!saved || saved.saved_at === kept.base) return false;
  return Date.parse(saved.saved_at) > kept.at;
}

/** Texts for the composers that are open now, from what an earlier page left. */
export function recallDrafts(state) {
  return { ...state, draftsRecalled: state.draftsRecalled + 1 };
}

export function takeDrafts(state, items) {
  return { ...state, drafts: { phase: "ready", items } };
}

export function failDrafts(state, code) {
  return state.drafts.phase === "ready" ? state : { ...state, drafts: { phase: "failed", items: [], code } };
}

export function dropDraft(state, id) {
  return { ...state, drafts: { ...state.drafts, items: state.drafts.items.filter((one) => one.id !== id) } };
}

/** How many, for a badge. */
export function countDrafts({ drafts }) {
  return drafts.items.length;
}

/** Changes when a draft came or went, on whatever device. What was kept of a question that
 * another took stands in no row. */
export function draftsKey({ rows, open }) {
  const begun = Object.values(rows).filter((row) => row.draft_at);
  return [...begun.map((row) => row.id).sort(), open?.phase === "lost"].join();
}
