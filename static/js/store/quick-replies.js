/** Quick replies: what is typed to find them, which are found, what is inserted. Pure. */

// A word that begins with « / », up to the caret. A date as 12/03 is none.
const ASKED = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u;
const VARIABLE = /\{(\p{L}+)\}/gu;

/** What is asked for at the caret: {start, word}, or null. `start` is where « / » is. */
export function askedAt(text, caret) {
  const found = text.slice(0, caret).match(ASKED);
  return found && { start: caret - found[1].length - 1, word: found[1] };
}

export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Those whose shortcut begins with the word, then those whose title has it. */
export function found(replies, word) {
  const wanted = fold(word);
  const begins = (one) => fold(one.shortcut).startsWith(wanted);
  const has = (one) => fold(one.title).split(/[\s’'-]+/).some((part) => part.startsWith(wanted));
  return [...replies.filter(begins), ...replies.filter((one) => !begins(one) && has(one))];
}

/** Its text in the reader's language, or else in the one that it has. */
export function textIn(reply, language) {
  const [first, second] = language.startsWith("en") ? [reply.text_en, reply.text_fr] : [reply.text_fr, reply.text_en];
  return first || second;
}

/** The text with what is known filled in; what is not stays, and `unknown` says where the
 * first of it stands: [from, to], or null. */
export function filledIn(text, values) {
  let unknown = null;
  let filled = "";
  let from = 0;
  for (const found of text.matchAll(VARIABLE)) {
    const value = values[fold(found[1])];
    filled += text.slice(from, found.index) + (value ?? found[0]);
    from = found.index + found[0].length;
    if (!value) unknown ??= [filled.length - found[0].length, filled.length];
  }
  return { text: filled + text.slice(from), unknown };
}

/** The written text with a reply in the place of [start, end], and what is selected. */
export function inserted(text, { start, end }, reply) {
  const after = text.slice(end);
  const [from, to] = reply.unknown ?? [reply.text.length, reply.text.length];
  return { text: text.slice(0, start) + reply.text + after, selection: [start + from, start + to] };
}

/** By place: my own first, then each organisation's. */
export function byPlace(replies) {
  const places = new Map();
  for (const one of replies) {
    const key = one.organisation?.id ?? "";
    if (!places.has(key)) places.set(key, { organisation: one.organisation, items: [] });
    places.get(key).items.push(one);
  }
  const mine = places.get("") ?? { organisation: null, items: [] };
  places.delete("");
  return [mine, ...[...places.values()].sort((a, b) => a.organisation.name.localeCompare(b.organisation.name))];
}

export function takeReplies(state, items) {
  return { ...state, quickReplies: { phase: "ready", items } };
}

export function failReplies(state, code) {
  return state.quickReplies.phase === "ready" ? state : { ...state, quickReplies: { phase: "failed", items: [], code } };
}

const order = (a, b) => a.shortcut.localeCompare(b.shortcut) || Number(a.organisation !== null) - Number(b.organisation !== null);

export function putReply(state, reply) {
  const others = state.quickReplies.items.filter((one) => one.id !== reply.id);
  return takeReplies(state, [...others, reply].sort(order));
}

export function dropReply(state, id) {
  return takeReplies(state, state.quickReplies.items.filter((one) => one.id !== id));
}
