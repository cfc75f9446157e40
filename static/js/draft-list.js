import { draftsKey, failDrafts, takeDrafts } from "./store/drafts.js";

const TOGETHER_MS = 800;
const AGAIN_AFTER_MS = 5_000;

/** All my drafts, wherever they are meant for; read again when one came or went. */
export function createDraftList({ store, api, later = setTimeout }) {
  let timer = null;
  let before = {};
  let key = null;

  async function load() {
    timer = null;
    try {
      store.change(takeDrafts, (await api.drafts()).items);
    } catch (refusal) {
      store.change(failDrafts, refusal.code);
      if (refusal.status === 0 || refusal.status >= 429) soon(AGAIN_AFTER_MS);
    }
  }

  function soon(ms = TOGETHER_MS) {
    timer ??= later(load, ms);
  }

  store.watch((state) => {
    if (state.rows === before.rows && state.open === before.open) return;
    before = state;
    const now = draftsKey(state);
    if (now !== key && key !== null) soon();
    key = now;
  });

  return { load, soon: () => soon() };
}
