import { takeRows } from "./store/changes.js";
import { keepTime } from "./store/state.js";
import { NO_FILTERS } from "./store/filters.js";

const UNREAD_AT_ONCE = 100;
const TYPING_STOPS_AFTER_MS = 200;

function setList(state, list) {
  return { ...state, list: { ...state.list, ...list } };
}

/** Loads pages of the inbox for the filters in force; the rows live in the store. */
export function createList({ store, api, remember }) {
  let asked = 0;
  let debounce = null;

  async function load({ cursor } = {}) {
    const mine = (asked += 1);
    store.change(setList, { phase: cursor ? "more" : "loading" });
    try {
      const page = await api.inbox(store.state.list.filters, { cursor });
      store.change(takeRows, page.items);
      if (store.state.since === null) store.change(keepTime, page.at);
      if (mine === asked) store.change(setList, { phase: "ready", cursor: page.cursor });
    } catch (error) {
      if (mine === asked) store.change(setList, { phase: "failed", code: error.code });
    }
  }

  /** The badge counts conversations that no page shows. */
  async function loadUnread() {
    const unread = { ...NO_FILTERS, unread: true };
    const page = await api.inbox(unread, { limit: UNREAD_AT_ONCE }).catch(() => null);
    if (page) store.change(takeRows, page.items);
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
      store.change(setList, { filters, cursor: null });
      remember(filters);
      clearTimeout(debounce);
      debounce = setTimeout(load, "q" in change ? TYPING_STOPS_AFTER_MS : 0);
    },
  };
}
