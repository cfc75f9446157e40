import { NO_FILTERS, SORTS, STATES, TABS } from "./store/filters.js";

/** What a tab remembers of the list over a reload: never a name, nor what was searched. */

const LIST = "relais.list";
const EXPANDED = "relais.expanded";
const KINDS = ["question", "private", "group"];
const ASKERS = ["patient", "practitioner"];
const ID = /^[0-9a-f-]{36}$/;

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

const among = (known, values) => (Array.isArray(values) ? known.filter((one) => values.includes(one)) : []);
const oneOf = (known, value, other) => (known.includes(value) ? value : other);

/** Which groups are unfolded in this tab. */
export function rememberExpanded(groups) {
  sessionStorage.setItem(EXPANDED, JSON.stringify(groups));
}

export function recallExpanded() {
  const groups = read(sessionStorage, EXPANDED);
  return Array.isArray(groups) ? groups.filter((id) => ID.test(id)) : [];
}

/** How one likes to see the list stays on this computer; what one looked for, in this tab. */
export function rememberList({ filters, tab, sorts }) {
  const { q: _words, ...ticked } = filters;
  sessionStorage.setItem(LIST, JSON.stringify(ticked));
  localStorage.setItem(LIST, JSON.stringify({ tab, sorts }));
}

export function recallList() {
  const ticked = read(sessionStorage, LIST);
  const { tab, sorts } = read(localStorage, LIST);
  return {
    filters: {
      ...NO_FILTERS,
      kinds: among(KINDS, ticked.kinds),
      states: among(Object.keys(STATES), ticked.states),
      askers: among(ASKERS, ticked.askers),
      groups: Array.isArray(ticked.groups) ? ticked.groups.filter((id) => ID.test(id)) : [],
      unread: ticked.unread === true,
      muted: ticked.muted === true,
      archived: ticked.archived === true,
    },
    tab: oneOf(TABS, tab, "all"),
    sorts: Object.fromEntries(TABS.flatMap((one) => (SORTS.includes(sorts?.[one]) ? [[one, sorts[one]]] : []))),
  };
}
