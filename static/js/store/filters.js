/** What the list shows of what I have: tabs, filters, search. Pure; as the server does. */

export const NO_FILTERS = Object.freeze({
  q: "",
  kinds: [],
  states: [],
  askers: [],
  groups: [],
  unread: false,
  muted: false,
  archived: false,
});

export const TABS = ["todo", "mine", "all"];
export const SORTS = ["newest", "oldest", "unread"];

/** What is ticked under « État », in the states of conversations. */
export const STATES = { pending: ["pending"], ongoing: ["open", "claimed"], closed: ["closed", "withdrawn"] };

/** Fold as the server does: case and accents do not matter, words do. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Every word of `q` begins a word of the title. */
export function hasWords(title, q) {
  const words = fold(title);
  return fold(q).every((wanted) => words.some((word) => word.startsWith(wanted)));
}

export function isArchived(row) {
  return row.archived_head !== null && row.archived_head >= row.head;
}

export function isMuted(row, now = Date.now()) {
  return Boolean(row.muted_until) && Date.parse(row.muted_until) > now;
}

/** A question that I asked: what becomes of it is for others to do. */
export function isAskedBy(row, me) {
  return row.kind === "question" && row.question?.requester.id === me;
}

const isTicked = (ticked, value) => ticked.length === 0 || ticked.includes(value);

/** A search without « Archivée » finds the archived ones too. */
export function matches(row, filters) {
  const { kinds, unread, muted, archived, q } = filters;
  if (!isTicked(kinds, row.kind)) return false;
  if (unread && row.unread === 0) return false;
  if (muted && !isMuted(row)) return false;
  if (!matchesQuestion(row, filters)) return false;
  const isEverywhere = !archived && fold(q).length > 0;
  if (!isEverywhere && isArchived(row) !== archived) return false;
  return q === "" || hasWords(row.title, q);
}

function matchesQuestion(row, { states, askers, groups }) {
  if (states.length && !states.some((one) => STATES[one].includes(row.state))) return false;
  if (askers.length && !askers.includes(row.question?.requester.role)) return false;
  return !groups.length || groups.includes(row.question?.group);
}

/** The row belongs to the tab. */
export function isInTab(row, tab, me) {
  if (tab === "todo") return row.unread > 0;
  return tab !== "mine" || !isAskedBy(row, me);
}

/** Whether questions that wait in queues are shown at all. */
export function hasPending({ kinds, states, unread, muted, archived }) {
  return !archived && !unread && !muted && isTicked(kinds, "question") && isTicked(states, "pending");
}

export function matchesPending(row, group, { askers, groups, q }) {
  if (!isTicked(askers, row.requester.role) || !isTicked(groups, group)) return false;
  return q === "" || hasWords(row.title, q);
}

export function countActive({ kinds, states, askers, groups, unread, muted, archived }) {
  return kinds.length + states.length + askers.length + groups.length + Number(unread) + Number(muted) + Number(archived);
}

/** What waits is worked off; what is talked is read. */
export function sortOf({ tab, sorts }) {
  return sorts[tab] ?? (tab === "todo" ? "oldest" : "newest");
}

/** The same list as the query of `GET conversations`. */
export function toQuery(list) {
  const { filters, tab } = list;
  const query = new URLSearchParams();
  const each = (name, values) => values.forEach((value) => query.append(name, value));
  each("kind", filters.kinds);
  each("state", filters.states.flatMap((one) => STATES[one]));
  each("asker", filters.askers);
  each("group", filters.groups);
  if (filters.unread || tab === "todo") query.set("unread", "true");
  if (tab === "mine") query.set("mine", "true");
  if (filters.muted) query.set("muted", "true");
  if (filters.archived) query.set("archived", "true");
  if (filters.q.trim()) query.set("q", filters.q.trim());
  if (sortOf(list) !== "newest") query.set("sort", sortOf(list));
  return query;
}
