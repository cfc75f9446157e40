import { changeRow, failThread, openThread, takeDetail, takeEntries, takeLastPage, takePage, wipe } from "../store/changes.js";
import { takingTurns } from "./turns.js";

const PULL = 200;
const PAGE = 50;
// Who goes back goes far.
const OLDER_PAGE = 200;
// Further than this behind, a page is quicker than the hole.
const TOO_FAR = 400;
// After a long absence hundreds of conversations may be behind.
const AT_ONCE = 4;
const RECOUNT_AFTER_MS = 400;

// Entries after which other people take part.
const SEATING = new Set(["joined", "left", "claimed", "released", "reopened", "transferred"]);
const AGAIN_AFTER_MS = 3_000;

/** Reads over HTTP, each conversation one request at a time.
 *
 * `onArrival(conversation, upto)` hears of others' entries that reached this device,
 * `onEntries(conversation, items)` of all.
 */
export function createLoader({ store, api, onArrival, onEntries = () => undefined }) {
  // conversation → the head that we have heard of while it is being read.
  const wanted = new Map();
  const running = new Map();
  const turn = takingTurns(AT_ONCE);
  const recounts = new Map();

  /** Run `work` unless it runs already; whoever comes meanwhile raises the head and waits
   * for the same end. Returns whether the server answered. */
  function once(id, head, work) {
    wanted.set(id, Math.max(wanted.get(id) ?? 0, head));
    if (!running.has(id)) running.set(id, run(id, head, work));
    return running.get(id);
  }

  async function run(id, head, work) {
    try {
      await turn(work);
      while (wanted.has(id) && isShort(id)) await pullOnce(id);
      return true;
    } catch (error) {
      fail(id, error, () => once(id, head, work));
      return error.status === 404;
    } finally {
      wanted.delete(id);
      running.delete(id);
    }
  }

  /** Not found: it is not mine. Anything else: the same again in a moment. */
  function fail(id, error, again) {
    if (error.status === 404) store.change(wipe, id);
    else if (error.status === 0 || error.status >= 429) setTimeout(again, AGAIN_AFTER_MS);
  }

  function isShort(id) {
    const row = store.state.rows[id];
    return row !== undefined && row.head < wanted.get(id);
  }

  async function pullOnce(id) {
    const row = store.state.rows[id];
    if (wanted.get(id) - row.head > TOO_FAR) return renew(id);
    const after = row.head;
    const { items, head } = await api.entries(id, { after, limit: PULL });
    const upto = items.length < PULL ? Math.max(head, after) : items.at(-1).seq;
    if (!wanted.has(id)) return;
    if (upto === after) wanted.set(id, after);
    store.change(takeEntries, id, { items, after, upto });
    afterGrowth(id, items);
  }

  /** Replace what I know of a conversation by a page. */
  async function renew(id) {
    // My position first, the rows after it: what is written in between is read twice.
    const detail = await api.detail(id);
    const isOpen = id in store.state.threads;
    const page = isOpen ? await api.entries(id, { limit: PAGE }) : null;
    if (!wanted.has(id)) return;
    store.change((state) => {
      const { [id]: _old, ...rows } = state.rows;
      const blank = takeDetail({ ...state, rows }, detail);
      return isOpen ? takeLastPage(blank, id, page) : blank;
    });
    wanted.set(id, Math.max(wanted.get(id), detail.head));
  }

  function afterGrowth(id, items) {
    const { me, rows } = store.state;
    if (items.some((item) => item.author?.id !== me.id)) onArrival(id, rows[id]?.head ?? 0);
    onEntries(id, items);
    if (items.some((item) => SEATING.has(item.kind))) refreshPeople(id);
    if (rows[id]?.doubtful) recount(id);
  }

  function refreshPeople(id) {
    if (id in store.state.threads) loadDetail(id);
  }

  /** Load the last page, or the one before what is loaded. */
  async function page(id, before) {
    try {
      store.change(takePage, id, await api.entries(id, { limit: before === undefined ? PAGE : OLDER_PAGE, before }));
    } catch (error) {
      if (error.status === 404) store.change(wipe, id);
      else store.change(failThread, id, error.code);
    }
  }

  async function loadDetail(id) {
    try {
      store.change(takeDetail, await api.detail(id));
    } catch (error) {
      fail(id, error, () => loadDetail(id));
    }
  }

  /** Only the server can count what came before this page knew the conversation. */
  function recount(id) {
    if (recounts.has(id)) return;
    const look = async () => {
      recounts.delete(id);
      if (!store.state.rows[id]?.doubtful) return;
      store.change(changeRow, id, (row) => ({ ...row, doubtful: false }));
      await loadDetail(id);
    };
    recounts.set(id, setTimeout(look, RECOUNT_AFTER_MS));
  }

  return {
    afterGrowth,
    recount,
    /** Read (my position, head] of a log. */
    pull: (id, head) => once(id, head, () => undefined),
    /** Make acquaintance with a conversation that this page does not know. */
    loadRow: (id, head) => once(id, head, () => renew(id)),
    reload: (id, head) => once(id, head, () => renew(id)),
    forget(id) {
      wanted.delete(id);
    },
    afterMarks(put) {
      for (const { conversation, draft_at } of put) {
        const thread = store.state.threads[conversation];
        if (store.state.rows[conversation]?.doubtful) recount(conversation);
        if (thread && (thread.draft?.saved_at ?? null) !== draft_at) loadDetail(conversation);
      }
    },
    /** Show a thread: its row, its people, its last page. Returns whether it is known
     * now that it is there, or that it is not. */
    async open(id) {
      const isAnswered = store.state.rows[id] !== undefined || (await once(id, 0, () => renew(id)));
      if (!store.state.rows[id]) return isAnswered;
      const isLoaded = store.state.threads[id]?.phase === "ready";
      store.change(openThread, id);
      await Promise.all([loadDetail(id), isLoaded ? undefined : page(id)]);
      return true;
    },
    page,
  };
}
