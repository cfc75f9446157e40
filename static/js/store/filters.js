export const NO_FILTERS = Object.freeze({ q: "", kinds: [], unread: false, archived: false });

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
  return row.muted_until !== null && Date.parse(row.muted_until) > now;
}

/** As the server filters: a search without « Archivées » finds the archived ones too. */
export function matches(row, { kinds, unread, archived, q }) {
  if (kinds.length && !kinds.includes(row.kind)) return false;
  if (unread && row.unread === 0) return false;
  const isEverywhere = !archived && fold(q).length > 0;
  if (!isEverywhere && isArchived(row) !== archived) return false;
  return hasWords(row.title, q);
}

export function countActive({ kinds, unread, archived }) {
  return kinds.length + Number(unread) + Number(archived);
}

/** The same filters as the query of `GET conversations`. */
export function toQuery(filters) {
  const query = new URLSearchParams();
  for (const kind of filters.kinds) query.append("kind", kind);
  if (filters.unread) query.set("unread", "true");
  if (filters.archived) query.set("archived", "true");
  if (filters.q.trim()) query.set("q", filters.q.trim());
  return query;
}
