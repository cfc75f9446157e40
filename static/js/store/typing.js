const FADES_AFTER_MS = 6_000;

/** Someone is writing; he fades unless he goes on. */
export function takeTyping(state, { conversation, person }, now) {
  if (!person || person === state.me?.id) return state;
  const here = { ...state.typing[conversation], [person]: now + FADES_AFTER_MS };
  return { ...state, typing: { ...state.typing, [conversation]: here } };
}

export function fadeTyping(state, now) {
  let isChanged = false;
  const typing = {};
  for (const [conversation, people] of Object.entries(state.typing)) {
    const left = Object.entries(people).filter(([, until]) => until > now);
    isChanged ||= left.length !== Object.keys(people).length;
    if (left.length) typing[conversation] = Object.fromEntries(left);
  }
  return isChanged ? { ...state, typing } : state;
}
