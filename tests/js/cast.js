/** Rows, items and frames as the server writes them. */

export const ME = "11111111-1111-4111-8111-111111111111";
export const PETIT = "22222222-2222-4222-8222-222222222222";
export const TALK = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

export function at(seq) {
  return `2026-03-02T10:00:${String(seq % 60).padStart(2, "0")}Z`;
}

export function message(seq, text = `m${seq}`, author = PETIT, more = {}) {
  const who = { id: author, name: "Dr Claire Petit", role: "practitioner" };
  return { seq, kind: "message", at: at(seq), author: who, client_id: null, data: { text }, ...more };
}

export function retracted(seq, target) {
  return { ...message(seq), kind: "retracted", data: { seq: target } };
}

export function row(more = {}) {
  return {
    id: TALK,
    kind: "private",
    title: "Dr Claire Petit",
    state: "open",
    can_write: true,
    head: 5,
    first: 1,
    last: message(5),
    unread: 2,
    read: 3,
    received: 5,
    archived_head: null,
    archived: false,
    muted_until: null,
    draft_at: null,
    moved_at: at(5),
    ...more,
  };
}

export const DERM = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";

export function queued(question = TALK, more = {}) {
  const requester = { id: PETIT, name: "Mme Jeanne Dubois", role: "patient" };
  return { question, title: "Rougeur au bras", excerpt: "Depuis", asked_at: at(1), requester, head: 2, ...more };
}

/** A pending question as a member reads it. */
export function asked(id = TALK, more = {}) {
  const requester = { id: PETIT, name: "Mme Jeanne Dubois", role: "patient" };
  const items = [{ ...message(1), kind: "asked", data: { title: "Rougeur au bras", group: { id: DERM, name: "Peau" } } }, message(2)];
  const group = { id: DERM, name: "Dermatologie" };
  return { id, group, title: "Rougeur au bras", state: "pending", requester, assignee: null, asked_at: at(1), claimed_at: null, closed_at: null, can_claim: true, items, ...more };
}

export function queue(version, put, drop = [], from) {
  return { type: "state", stream: `queue:${DERM}`, version, put, drop, ...(from !== undefined && { from }) };
}

export function entries(after, upto, more = {}) {
  const items = Array.from({ length: upto - after }, (_, place) => message(after + 1 + place));
  return { type: "entries", stream: `conversation:${TALK}`, after, upto, items, ...more };
}

/** A clock that only moves when told. */
export function fakeClock() {
  let now = 0;
  let n = 0;
  const timers = new Map();
  return {
    Date: { now: () => now },
    navigator: { onLine: true },
    setTimeout: (run, ms) => (timers.set((n += 1), { run, due: now + ms }), n),
    clearTimeout: (id) => timers.delete(id),
    pass(ms) {
      now += ms;
      for (const [id, { run, due }] of [...timers]) {
        if (due <= now && timers.delete(id)) run();
      }
    },
  };
}

export const settled = () => new Promise((resolve) => setTimeout(resolve));
