import { timeKey } from "../times.js";
import { fold, hasPending, hasWords, matchesPending } from "./filters.js";

/** Expert groups and the queues of their pending questions. Pure.
 *
 * A queue is a state stream: what it does not hold is no longer to be seen, here neither.
 */

/** A change from my version, or the whole. What the queue lost is forgotten. */
export function takeQueue(state, group, { from, version, put, drop }) {
  const before = state.queues[group]?.rows ?? {};
  const rows = from === undefined ? {} : { ...before };
  for (const row of put) rows[row.question] = row;
  for (const id of drop) delete rows[id];
  const next = { ...state, queues: { ...state.queues, [group]: { version, rows } } };
  return lostBetween(state, next, group).reduce(forgetQuestion, next);
}

/** Not a member any more: nothing of the queue stays. */
export function dropQueue(state, group) {
  const queues = { ...state.queues };
  delete queues[group];
  const next = { ...state, queues };
  return lostBetween(state, next, group).reduce(forgetQuestion, next);
}

/** Questions that were in the queue of the group and in none now. */
export function lostBetween(before, after, group) {
  return Object.keys(before.queues[group]?.rows ?? {}).filter((id) => !queueOf(after, id));
}

/** What to do with a frame of a queue: "take", "known", or "load" where it has a hole. */
export function judgeQueue(known, { from, version }) {
  if (from === undefined) return known !== undefined && version < known ? "known" : "take";
  if (known === undefined || from > known) return "load";
  return version <= known ? "known" : "take";
}

/** The group in whose queue a question waits, as far as this page knows. */
export function queueOf({ queues }, question) {
  return Object.keys(queues).find((group) => question in queues[group].rows);
}

/** A question's text leaves the page, unless I take part in it. */
export function forgetQuestion(state, id) {
  if (id in state.rows || state.claims[id]?.state === "won" || !(id in state.questions)) return state;
  const questions = { ...state.questions };
  delete questions[id];
  return { ...state, questions };
}

/** A question as the server showed it. One that has left its queue since then does not
 * come back with a late answer. */
export function takeQuestion(state, question) {
  const { id, group } = question;
  const queue = state.queues[group.id];
  const isGone = queue !== undefined && !(id in queue.rows);
  if (isGone && !(id in state.rows)) return state;
  return { ...state, questions: { ...state.questions, [id]: question } };
}

export function takeExperts(state, experts) {
  return { ...state, experts };
}

/** One group as it is now, in its place or at the end. */
export function takeExpert(state, group) {
  const experts = state.experts ?? [];
  const isKnown = experts.some((one) => one.id === group.id);
  return { ...state, experts: isKnown ? experts.map((one) => (one.id === group.id ? group : one)) : [...experts, group] };
}

const byAges = new WeakMap();

/** The pending questions of a group, oldest first; the same array while they are the same. */
export function pendingOf({ queues }, group) {
  const queue = queues[group];
  if (!queue) return [];
  if (!byAges.has(queue.rows)) byAges.set(queue.rows, Object.values(queue.rows).sort(byAge));
  return byAges.get(queue.rows);
}

/** Questions that were taken or withdrawn a moment ago: where they stood, not what they
 * said. */
export function noteGone(state, id, one) {
  return { ...state, gone: { ...state.gone, [id]: one } };
}

/** A queue as it is shown: those that have just left stand where they stood. */
export function withGone({ id, questions }, gone) {
  const left = Object.entries(gone).filter(([, one]) => one.group === id);
  if (!left.length) return questions;
  const rows = left.map(([question, { asked_at }]) => ({ question, asked_at, isGone: true }));
  return [...questions, ...rows].sort(byAge);
}

export function forgetGone(state, id) {
  const gone = { ...state.gone };
  delete gone[id];
  return { ...state, gone };
}

function byAge(a, b) {
  const [at, bt] = [timeKey(a.asked_at), timeKey(b.asked_at)];
  if (at !== bt) return at < bt ? -1 : 1;
  return a.question < b.question ? -1 : 1;
}

/** The one to read after this one: the oldest that is not mine, of the same group first. */
export function nextQuestion(state, group, me) {
  const others = Object.keys(state.queues).filter((id) => id !== group);
  const waiting = [group, ...others].flatMap((id) => pendingOf(state, id));
  return waiting.find((row) => row.requester.id !== me)?.question;
}

/** Rows of groups for the list: for a member with his queue, for an administrator with
 * what the server counted. Filters and search hold here too. */
export function shownGroups({ experts, queues, list }) {
  const { filters } = list;
  if (!hasPending(filters)) return [];
  const isWanted = ({ id, is_member, is_administrator }) =>
    (is_member || is_administrator) && (!filters.groups.length || filters.groups.includes(id));
  return (experts ?? [])
    .filter(isWanted)
    .map((group) => shownGroup(group, queues, filters))
    .filter((group) => group.isFound);
}

function shownGroup(group, queues, filters) {
  const all = group.is_member && queues[group.id] ? pendingOf({ queues }, group.id) : null;
  const isSearch = fold(filters.q).length > 0;
  const isNamed = isSearch && hasWords(group.name, filters.q);
  const wanted = isNamed ? { ...filters, q: "" } : filters;
  const questions = all?.filter((row) => matchesPending(row, group.id, wanted)) ?? (isSearch && !isNamed ? [] : null);
  const shown = questions ?? [];
  return {
    ...group,
    questions,
    n: all ? shown.length : group.n_pending,
    oldest: all ? (shown[0]?.asked_at ?? null) : group.oldest_asked_at,
    isFound: !isSearch || isNamed || shown.length > 0,
    isSearched: isSearch && !isNamed,
  };
}

/** Groups that I may ask, as the form shows them. */
export function askable({ experts, me }) {
  return (experts ?? []).filter((group) => !group.asked_by || (me.is_practitioner && group.asked_by.includes("practitioners")));
}
