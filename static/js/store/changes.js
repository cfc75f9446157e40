import { queueStream, streamOf } from "../protocol/positions.js";
import { photosElsewhere } from "./photos.js";
import { byNewest, fresh, grown, withCursors, withMarks, withOther } from "./rows.js";
import { emptyThread, withEntries, withLastPage, withOthersCursors, withPage } from "./threads.js";

/** What frames and answers change in the whole state. Each takes the state first. */

/** Rows that the server read now. A row that has grown meanwhile keeps what it knows. */
export function takeRows(state, rows) {
  const next = { ...state.rows };
  for (const row of rows) next[row.id] = renewed(state, row);
  return { ...state, rows: next };
}

function renewed(state, row) {
  const known = state.rows[row.id];
  const { participants, draft, ...bare } = row;
  const base = known && known.head > row.head ? known : fresh(bare);
  return withMarks(known ? withCursors(base, known) : base, state.inbox.rows[row.id]);
}

/** A detail: a row with its participants and my draft. */
export function takeDetail(state, detail) {
  const next = takeRows(state, [detail]);
  const { id, participants, draft } = detail;
  const marks = state.inbox.rows[id];
  const isOf = (one) => marks && (one?.saved_at ?? null) === marks.draft_at;
  // An answer that was asked for before I saved tells of an older draft; of a newer one
  // the marks will tell, and it is asked for again.
  return changeThread(next, id, (thread) => ({ ...thread, participants, draft: isOf(thread.draft) && !isOf(draft) ? thread.draft : draft }));
}

/** The server has what I wrote now: `draft` {text, saved_at}, or null where it was emptied. */
export function takeDraft(state, id, draft) {
  const draft_at = draft && draft.saved_at;
  const marks = state.inbox.rows[id];
  const inbox = marks ? { ...state.inbox, rows: { ...state.inbox.rows, [id]: { ...marks, draft_at } } } : state.inbox;
  const next = changeRow({ ...state, inbox }, id, (row) => ({ ...row, draft_at }));
  return changeThread(next, id, (thread) => ({ ...thread, draft, kept_at: null }));
}

export function changeRow(state, id, change) {
  const row = state.rows[id];
  return row ? { ...state, rows: { ...state.rows, [id]: change(row) } } : state;
}

export function changeThread(state, id, change) {
  const thread = state.threads[id];
  return thread ? { ...state, threads: { ...state.threads, [id]: change(thread) } } : state;
}

/** Show a thread from its read cursor on; what is already loaded stays. */
export function openThread(state, id) {
  const thread = state.threads[id] ?? emptyThread;
  const { read, head } = state.rows[id] ?? { read: 0, head: 0 };
  const opened = { ...thread, openedAt: read, openedHead: head };
  return { ...state, threads: { ...state.threads, [id]: opened } };
}

export function takePage(state, id, page) {
  return changeThread(withoutShown(state, id, page), id, (thread) => withPage(thread, page));
}

export function takeLastPage(state, id, page) {
  return changeThread(withoutShown(state, id, page), id, (thread) => withLastPage(thread, page));
}

/** What an earlier page of mine sent without hearing so is there: it waits no more. */
function withoutShown(state, id, { items }) {
  return state.outbox.length ? { ...state, outbox: state.outbox.filter(isUnsettled(id, items, 0)) } : state;
}

/** What is loaded stays: only a thread without a page has failed. */
export function failThread(state, id, code) {
  return changeThread(state, id, (thread) => (thread.phase === "ready" ? thread : { ...thread, phase: "failed", code }));
}

/** A part of a log that continues what I have. */
export function takeEntries(state, id, { items, upto }) {
  const grownState = changeRow(state, id, (row) => grown(row, items, upto, state.me?.id));
  const shown = changeThread(grownState, id, (thread) => withEntries(thread, items));
  return { ...shown, outbox: state.outbox.filter(isUnsettled(id, items, upto)), typing: silenced(state, id, items) };
}

function isUnsettled(id, items, upto) {
  const mine = new Set(items.map((item) => item.client_id).filter(Boolean));
  return (message) =>
    message.conversation !== id || !(mine.has(message.client_id) || (message.seq && message.seq <= upto));
}

function silenced(state, id, items) {
  const typing = { ...state.typing[id] };
  for (const item of items) if (item.author) delete typing[item.author.id];
  return { ...state.typing, [id]: typing };
}

/** Not mine any more: nothing of it stays, not even what I was sending. */
export function wipe(state, id) {
  const rows = { ...state.rows };
  const threads = { ...state.threads };
  const marks = { ...state.inbox.rows };
  const questions = { ...state.questions };
  delete questions[id];
  delete rows[id];
  delete threads[id];
  delete marks[id];
  return {
    ...state,
    rows,
    threads,
    questions,
    inbox: { ...state.inbox, rows: marks },
    photos: photosElsewhere(state.photos, id),
    outbox: state.outbox.filter((message) => message.conversation !== id),
  };
}

/** The state stream `inbox:me`: a change from my version, or the whole. */
export function takeInbox(state, { from, version, put, drop }) {
  const rows = from === undefined ? {} : { ...state.inbox.rows };
  for (const marks of put) rows[marks.conversation] = marks;
  const next = drop.reduce(wipe, { ...state, inbox: { version, rows } });
  return put.reduce((one, marks) => changeRow(one, marks.conversation, (row) => withMarks(row, marks)), next);
}

export function takeCursors(state, { conversation, items }) {
  const next = changeRow(state, conversation, (row) => withOther(row, items));
  return changeThread(next, conversation, (thread) => withOthersCursors(thread, items));
}

/** The positions for the next hello: the latest conversations, and the state's version. */
export function positions(state, atMost = 500) {
  const latest = Object.values(state.rows).sort(byNewest).slice(0, atMost);
  const have = Object.fromEntries(latest.map((row) => [streamOf(row.id), row.head]));
  if (state.inbox.version !== null) have["inbox:me"] = state.inbox.version;
  for (const [group, { version }] of Object.entries(state.queues)) have[queueStream(group)] = version;
  return have;
}
