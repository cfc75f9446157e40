import { draftsMark } from "./store/menu.js";
import { setNDrafts } from "./store/state.js";

const TOGETHER_MS = 600;

/** How many drafts the server keeps for me; asked for again when some may have come or
 * gone. What was saved of a question that another took stands in no row. */
export function createDraftCount({ store, api, later = setTimeout }) {
  let mark = null;
  let isPlanned = false;

  async function count() {
    isPlanned = false;
    const found = await api.drafts().catch(() => null);
    if (found) store.change(setNDrafts, found.items.length);
  }

  function follow(state) {
    const now = draftsMark(state);
    if (now === mark || state.line.phase !== "live") return;
    mark = now;
    if (isPlanned) return;
    isPlanned = true;
    later(count, TOGETHER_MS);
  }

  store.watch(follow);
}
