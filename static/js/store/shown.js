import { isArchived, isMuted, matches } from "./filters.js";
import { byNewest } from "./rows.js";

/** What the screen shows of the state. Pure. */

/** Rows of the list, latest first. The open one stays while it is being read. */
export function shownRows({ rows, list, open }) {
  return Object.values(rows)
    .filter((row) => matches(row, list.filters) || isOpenAndKept(row, list.filters, open))
    .sort(byNewest);
}

function isOpenAndKept(row, filters, open) {
  return row.id === open?.id && filters.unread && matches(row, { ...filters, unread: false });
}

/** Unread messages of what is neither muted nor archived (S2-08). */
export function badge({ rows }, now = Date.now()) {
  const counted = Object.values(rows).filter((row) => row.unread && !isMuted(row, now) && !isArchived(row));
  return counted.reduce((sum, row) => sum + row.unread, 0);
}

export function badgeText(n) {
  return n > 99 ? "99+" : String(n);
}

/** Ids of who is writing here, besides me. */
export function writers({ typing }, conversation) {
  return Object.keys(typing[conversation] ?? {});
}
