import { emptyThread } from "./threads.js";

/** What the right pane shows of an id: an exchange in which I take part, or a pending
 * question that I read, drawn alike so that taking it moves nothing. Pure.
 *
 * null where there is nothing to show.
 */
export function exchangeOf({ row, thread, question, claim }) {
  const isRead = question !== undefined && question.items.length > 0;
  if (row && thread && (thread.phase !== "loading" || !isRead)) return { row, thread, question };
  if (isRead) return { ...asPending(question, row !== undefined || claim !== undefined), question, claim };
  return null;
}

/** While I am taking it I may write already: it goes out when it is mine. */
function asPending(question, can_write) {
  const { items } = question;
  const row = {
    id: question.id,
    kind: "question",
    title: question.title,
    state: question.state,
    can_write,
    head: items.at(-1)?.seq ?? 0,
    last: items.at(-1) ?? null,
    unread: 0,
    read: 0,
    received: 0,
    archived_head: null,
    muted_until: null,
    draft_at: null,
    isForeign: true,
  };
  return { row, thread: { ...emptyThread, items, phase: "ready" } };
}
