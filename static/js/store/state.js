import { timeKey } from "../times.js";
import { NO_FILTERS } from "./filters.js";
import { NEW_LINE } from "./line.js";
import { PHOTO_RULES } from "./photos.js";
import { PREFERENCES } from "./preferences.js";
import { NO_WISHES } from "./wishes.js";

/** The list as it is shown: tab, order of each tab, filters; and how far it is loaded.
 * bound: where the last row of the last page stood. keep: the row that was opened from it. */
const NEW_LIST = Object.freeze({
  filters: NO_FILTERS,
  tab: "all",
  sorts: {},
  cursor: null,
  bound: null,
  keep: null,
  phase: "loading",
});

/** Everything that the page knows. Plain data, replaced and never mutated.
 *
 * me: who I am (from hello). epoch, since: for the next hello.
 * rows: conversation id → row of the inbox; its `head` is my position in that log.
 * inbox: the state stream `inbox:me`: version, conversation id → what entries cannot tell.
 * threads: conversation id → the part of the log that is loaded, and its participants.
 * outbox: what I wrote and the server has not acknowledged, in order.
 * typing: conversation id → person id → time when it fades.
 * experts: expert groups that I may read, ask or manage; null before they are loaded.
 * queues: expert group id → the state stream of its pending questions: version, rows.
 * questions: question id → the question as I may read it: open ones, and mine.
 * preferences: how this person wants the page. wishes: of what he wants to be told.
 * subscription: whether this browser shows notices; null before it is known.
 * gone: question id → where a question stood in its queue until a moment ago.
 * claims: question id → how far my taking of it is. asking: the form that I fill.
 * drafts: all that I began to write, as the server lists it. draftsRecalled: how often
 * texts of an earlier page came back. quickReplies: texts that I may insert.
 * photos: id → a photo that I chose, until its message is in the log (photos.js);
 * photoRules: what the server takes, and its places of the body.
 * groupForms: expert group id, or "new" → what I typed of it and did not save.
 */
export function emptyState() {
  return {
    me: null,
    limits: { text_max: 8000 },
    epoch: null,
    since: null,
    line: NEW_LINE,
    rows: {},
    inbox: { version: null, rows: {} },
    threads: {},
    outbox: [],
    typing: {},
    experts: null,
    queues: {},
    questions: {},
    claims: {},
    asking: null,
    drafts: { phase: "loading", items: [] },
    draftsRecalled: 0,
    quickReplies: { phase: "loading", items: [] },
    groupForms: {},
    photos: {},
    photoRules: PHOTO_RULES,
    preferences: PREFERENCES,
    wishes: NO_WISHES,
    subscription: null,
    gone: {},
    list: NEW_LIST,
    open: null,
    toast: null,
  };
}

/** Forget all that came from the server: its history is another one now. What I am
 * writing and what waits to be sent stays. */
export function forgetHistory(state) {
  const blank = emptyState();
  return {
    ...blank,
    me: state.me,
    limits: state.limits,
    line: state.line,
    outbox: state.outbox,
    claims: state.claims,
    asking: state.asking,
    drafts: state.drafts,
    draftsRecalled: state.draftsRecalled,
    quickReplies: state.quickReplies,
    groupForms: state.groupForms,
    photos: state.photos,
    photoRules: state.photoRules,
    open: state.open,
    preferences: state.preferences,
    wishes: state.wishes,
    subscription: state.subscription,
    list: { ...state.list, cursor: null, bound: null, phase: "loading" },
  };
}

export function welcome(state, { me, limits, epoch }) {
  return { ...state, me, limits: { ...state.limits, ...limits }, epoch };
}

/** The latest server time heard: where the next hello's question begins. */
export function keepTime(state, at) {
  return state.since && timeKey(state.since) >= timeKey(at) ? state : { ...state, since: at };
}

/** The panel beside the thread stays, whatever is opened. */
export function setOpen(state, open) {
  const panel = state.open?.panel;
  return { ...state, open: open && panel ? { panel, ...open } : open };
}

export function setPanel(state, panel) {
  return state.open ? { ...state, open: { ...state.open, panel } } : state;
}

export function setMe(state, me) {
  return { ...state, me };
}

export function setAsking(state, asking) {
  return { ...state, asking };
}

export function setGroupForm(state, id, form) {
  return { ...state, groupForms: { ...state.groupForms, [id]: form } };
}

export function setToast(state, toast) {
  return { ...state, toast };
}
