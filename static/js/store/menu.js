import { ASK, isPlace } from "../router.js";
import { isArchived, isMuted } from "./filters.js";
import { pendingOf } from "./queues.js";

/** What the menu counts. Pure. */

/** Pending questions of my groups, and my conversations with something unread. */
export function todo({ rows, queues, me }, now = Date.now()) {
  const waiting = Object.keys(queues).flatMap((group) => pendingOf({ queues }, group));
  const unread = Object.values(rows).filter((row) => row.unread > 0 && !isMuted(row, now) && !isArchived(row));
  return waiting.filter((row) => row.requester.id !== me?.id).length + unread.length;
}

/** The word for the line: "live", "lost" or "offline". */
export function lineWord({ phase, isOffline, lostAt }) {
  if (isOffline && lostAt !== null) return "offline";
  return phase === "live" ? "live" : "lost";
}

/** The entry of the menu under which what is open stands. */
export function entryOf(open) {
  return isPlace(open?.id) && open.id !== ASK ? open.id.split("/")[0] : "discussions";
}

/** Whether the whole of a small screen is for reading and writing. */
export function isReading(open) {
  return open !== null && entryOf(open) === "discussions";
}
