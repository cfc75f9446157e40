import { toQuery } from "./store/filters.js";

/** A refusal: `code` of the protocol, `status` of HTTP (0: no answer), words for people. */
export class Refusal extends Error {
  constructor(status, { code, message, detail } = {}) {
    super(message ?? code);
    this.status = status;
    this.code = code ?? "unreachable";
    this.detail = detail ?? {};
    this.words = message;
  }
}

export function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

function unreachable() {
  throw new Refusal(0);
}

/** The HTTP API as this page uses it. `onSignedOut` hears a 401. */
export function createApi({ base, onSignedOut, fetch = globalThis.fetch.bind(globalThis) }) {
  async function call(method, path, body) {
    const headers = { Accept: "application/json" };
    if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
    if (body !== undefined) headers["Content-Type"] = "application/json";
    return answerOf(await fetch(base + path, { method, headers, body: body && JSON.stringify(body) }).catch(unreachable));
  }

  async function answerOf(answer) {
    if (answer.status === 401) onSignedOut();
    const data = await answer.json().catch(() => null);
    if (!answer.ok) throw new Refusal(answer.status, data?.error);
    return data;
  }

  /** A part of a file, as it is. */
  async function sendPart(upload, offset, part) {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    Object.assign(headers, { "Content-Type": "application/octet-stream", "Upload-Offset": String(offset) });
    return answerOf(await fetch(`${base}photos/uploads/${upload}`, { method: "PATCH", headers, body: part }).catch(unreachable));
  }

  return {
    inbox(list, { cursor, limit } = {}) {
      const query = toQuery(list);
      if (cursor) query.set("cursor", cursor);
      if (limit) query.set("limit", String(limit));
      return call("GET", `conversations?${query}`);
    },
    detail: (id) => call("GET", `conversations/${id}`),
    entries(id, { before, after, limit }) {
      const query = new URLSearchParams({ limit: String(limit) });
      if (before !== undefined) query.set("before", String(before));
      if (after !== undefined) query.set("after", String(after));
      return call("GET", `conversations/${id}/entries?${query}`);
    },
    people: (q, specialty = "") => call("GET", `people?${new URLSearchParams({ q, ...(specialty && { specialty }) })}`),
    openPrivate: (person, client_id) => call("POST", "conversations", { kind: "private", with: person, client_id }),
    me: () => call("GET", "me"),
    changePreferences: (change) => call("PATCH", "me/preferences", change),
    notices: () => call("GET", "me/notices"),
    changeNotices: (change) => call("PATCH", "me/notices", change),
    snoozeNotices: (asked) => call("POST", "me/notices/snooze", asked),
    wakeNotices: () => call("DELETE", "me/notices/snooze"),
    addDevice: (device) => call("POST", "devices", device),
    dropDevice: (id) => call("DELETE", `devices/${id}`),
    sentNotices: (id) => call("GET", `conversations/${id}/notices`),
    experts: () => call("GET", "groups?kind=expert"),
    queue: (group) => call("GET", `groups/${group}/queue`),
    question: (id) => call("GET", `questions/${id}`),
    drafts: () => call("GET", "drafts"),
    outboxKey: () => call("GET", "me/outbox-key"),
    quickReplies: () => call("GET", "quick-replies"),
    addQuickReply: (reply) => call("POST", "quick-replies", reply),
    changeQuickReply: (id, given) => call("PATCH", `quick-replies/${id}`, given),
    discardQuickReply: (id) => call("DELETE", `quick-replies/${id}`),
    discardDraft: (id) => call("DELETE", `drafts/${id}`),
    allGroups: () => call("GET", "groups"),
    muteGroup: (id, isOn) => call("POST", `groups/${id}/${isOn ? "mute" : "unmute"}`, isOn ? {} : undefined),
    groups: () => call("GET", "groups?kind=discussion"),
    createGroup: (group) => call("POST", "groups", { kind: "discussion", ...group }),
    createExperts: (group) => call("POST", "groups", { kind: "expert", ...group }),
    changeGroup: (id, change) => call("PATCH", `groups/${id}`, change),
    addMember: (id, person) => call("PUT", `groups/${id}/members/${person}`),
    removeMember(id, person, heir) {
      const query = heir ? `?${new URLSearchParams({ transfer_to: heir })}` : "";
      return call("DELETE", `groups/${id}/members/${person}${query}`);
    },
    photoRules: () => call("GET", "photos/rules"),
    beginUpload: (client_id, size) => call("POST", "photos/uploads", { client_id, size }),
    upload: (id) => call("GET", `photos/uploads/${id}`),
    sendPart,
    dropUpload: (id) => call("DELETE", `photos/uploads/${id}`),
    discardPhoto: (id) => call("DELETE", `photos/${id}`),
    /** Where a photo is shown from: asked for by the browser, with the session. */
    photoAddress: (id, size) => `${base}photos/${id}?size=${size}`,
    journal: (id) => call("GET", `groups/${id}/journal`),
    leaveGroup: (id) => call("POST", `groups/${id}/leave`),
  };
}
