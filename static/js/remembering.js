import { NO_FILTERS } from "./store/filters.js";

const KEY = "relais.filters";
const KINDS = ["question", "private", "group"];

const EXPANDED = "relais.expanded";

/** Which groups are unfolded in this tab. */
export function rememberExpanded(groups) {
  sessionStorage.setItem(EXPANDED, JSON.stringify(groups));
}

export function recallExpanded() {
  try {
    return JSON.parse(sessionStorage.getItem(EXPANDED)).filter((id) => typeof id === "string");
  } catch {
    return [];
  }
}

/** Filters survive a reload of this tab; what is searched does not: it may be a name. */
export function rememberFilters({ kinds, unread, archived }) {
  sessionStorage.setItem(KEY, JSON.stringify({ kinds, unread, archived }));
}

export function recallFilters() {
  try {
    const { kinds, unread, archived } = JSON.parse(sessionStorage.getItem(KEY));
    return { ...NO_FILTERS, kinds: KINDS.filter((kind) => kinds.includes(kind)), unread: unread === true, archived: archived === true };
  } catch {
    return NO_FILTERS;
  }
}
