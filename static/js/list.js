import { isListed } from "./store/shown.js";
import { placeIn } from "./store/order.js";
import { takeRows } from "./store/changes.js";
import { keepTime } from "./store/state.js";
import { NO_FILTERS, sortOf } from "./store/filters.js";

const UNREAD_AT_ONCE = 100;
const TYPING_STOPS_AFTER_MS = 200;

function setList(state, list) {
  return { ...state, list: { ...state.list, ...list } };
}

/** Loads pages of the inbox as the list is shown now; the rows live in the store. */
export function createList({ store, api, remember }) {
  let asked = 0;
  let debounce = null;

  async function load({ cursor } = {}) {
    const mine = (asked += 1);
    store.change(setList, { phase: cursor ? "more" : "loading" });
    try {
      const page = await api.inbox(store.state.list, { cursor });
      store.change(takeRows, page.items);
      if (store.state.since === null) store.change(keepTime, page.at);
      if (mine === asked) store.change(setList, { phase: "ready", cursor: page.cursor, bound: boundOf(page) });
    } catch (error) {
      if (mine === asked) store.change(setList, { phase: "failed", code: error.code, words: error.words });
    }
  }

  /** Where what is loaded ends. */
  function boundOf({ items, cursor }) {
    return cursor ? placeIn(items.at(-1), sortOf(store.state.list)) : null;
  }

  /** The badge counts conversations that no page shows. */
  async function loadUnread() {
    const unread = { filters: { ...NO_FILTERS, unread: true }, tab: "all", sorts: {} };
    const page = await api.inbox(unread, { limit: UNREAD_AT_ONCE }).catch(() => null);
    if (page) store.change(takeRows, page.items);
  }

  /** Show another list, and load it: at once, or when the typing stops. */
  function show(change, wait = 0) {
    store.change(setList, { ...change, cursor: null, bound: null, keep: null, phase: "loading" });
    remember(store.state.list);
    clearTimeout(debounce);
    debounce = setTimeout(load, wait);
  }

  return {
    load,
    loadUnread,
    more() {
      const { cursor, phase } = store.state.list;
      return cursor && phase === "ready" ? load({ cursor }) : undefined;
    },
    filter(change) {
      const filters = { ...store.state.list.filters, ...change };
      show({ filters }, "q" in change ? TYPING_STOPS_AFTER_MS : 0);
    },
    tab: (tab) => show({ tab }),
    sort(sort) {
      const { tab, sorts } = store.state.list;
      show({ sorts: { ...sorts, [tab]: sort } });
    },
    /** It was opened from here: it stays while it is read. */
    keep(id) {
      const { rows, list, me } = store.state;
      const isHere = rows[id] !== undefined && isListed(rows[id], list.filters, list.tab, me?.id);
      if (isHere) store.change(setList, { keep: id });
    },
  };
}
