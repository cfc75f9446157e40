import { timeKey } from "../times.js";

/** What this person wants to be told, as the server keeps it, and what follows. Pure. */

export const NO_WISHES = Object.freeze({ phase: "loading", data: null });

const TOPICS = ["question", "private", "group", "urgent", "reply"];
export const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "7"];
export const USUAL_NIGHT = Object.freeze(["22:00", "07:00"]);
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function takeWishes(state, data) {
  return { ...state, wishes: { phase: "ready", data } };
}

/** What is known stays on the screen. */
export function failWishes(state, code) {
  const { data } = state.wishes;
  return data ? state : { ...state, wishes: { phase: "failed", code, data } };
}

/** As PATCH does: cells and days that are left out stay, a day that is null goes. */
export function changeWishes(state, { matrix = {}, quiet = {} }) {
  const { data } = state.wishes;
  const rows = Object.entries(matrix).map(([topic, cells]) => [topic, { ...data.matrix[topic], ...cells }]);
  const days = Object.entries({ ...data.quiet, ...quiet }).filter(([, hours]) => hours);
  return takeWishes(state, { ...data, matrix: { ...data.matrix, ...Object.fromEntries(rows) }, quiet: Object.fromEntries(days) });
}

/** The change that undoes this one, where it was made to `data`. */
export function undoing({ matrix = {}, quiet = {} }, data) {
  const rows = Object.entries(matrix).map(([topic, cells]) => [topic, pick(data.matrix[topic], Object.keys(cells))]);
  const days = Object.keys(quiet).map((day) => [day, data.quiet[day] ?? null]);
  return { matrix: Object.fromEntries(rows), quiet: Object.fromEntries(days) };
}

function pick(cells, names) {
  return Object.fromEntries(names.map((name) => [name, cells[name]]));
}

export function setSnooze(state, snoozed_until) {
  return takeWishes(state, { ...state.wishes.data, snoozed_until });
}

/** How far this browser is with notices (subscribing.js). */
export function setSubscription(state, subscription) {
  return state.subscription === subscription ? state : { ...state, subscription };
}

/** The rows that he has. */
export function topicsOf({ matrix }) {
  return TOPICS.filter((topic) => topic in matrix);
}

export function isFixed({ fixed }, topic, column) {
  return fixed[topic]?.includes(column) ?? false;
}

/** Until when he is left alone; null where he is not. */
export function snoozeEnd({ snoozed_until }, now) {
  return snoozed_until && Date.parse(snoozed_until) > now ? snoozed_until : null;
}

/** Whether these are quiet hours: two times that are not the same. */
export function areHours([begin, end]) {
  return TIME.test(begin) && TIME.test(end) && begin !== end;
}

/** An end before the beginning is the next morning. */
export function isOverMidnight([begin, end]) {
  return end < begin;
}

/** Every day as the first of those that are quiet; null where they are so already. */
export function sameEveryDay({ quiet }) {
  const first = WEEKDAYS.find((day) => quiet[day]);
  if (!first || WEEKDAYS.every((day) => String(quiet[day]) === String(quiet[first]))) return null;
  return { quiet: Object.fromEntries(WEEKDAYS.map((day) => [day, quiet[first]])) };
}

/** Does a patient do without what tells him surely of a reply? */
export function isEmailMissed({ matrix, channels }) {
  return channels.includes("email") && matrix.reply?.email === false;
}

/** Has something come since then of which one is told: a message that is not read yet, or
 * a question that waits? */
export function hasNews({ rows, queues }, since) {
  const isLater = (at) => timeKey(at) > timeKey(since);
  const waiting = Object.values(queues).flatMap((queue) => Object.values(queue.rows));
  return (
    Object.values(rows).some((row) => row.unread > 0 && isLater(row.moved_at)) || waiting.some((row) => isLater(row.asked_at))
  );
}
