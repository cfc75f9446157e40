/** To whom a message goes, and how long it may be. Pure. */

const PATIENT_TEXT_MAX = 4_000;

/** The patient at the other end, where there is one: {id, name}. */
export function patientBeside(thread, question, me) {
  const isOther = (one) => one?.role === "patient" && one.id !== me;
  if (isOther(question?.requester)) return question.requester;
  return thread.participants.find(isOther) ?? null;
}

/** Others who are told that I write: practitioners, of practitioners (C2). */
export function isTypingTold(thread, reader) {
  return reader.is_practitioner && thread.participants.some((one) => one.role === "practitioner" && one.id !== reader.id);
}

/** Who asks as a patient writes less at once. */
export function longestText({ limits }, question, reader) {
  const asksAsPatient = question?.requester.id === reader.id && question.requester.role === "patient";
  const isPatient = asksAsPatient || (reader.is_patient && !reader.is_practitioner);
  return isPatient ? Math.min(PATIENT_TEXT_MAX, limits.text_max) : limits.text_max;
}

/** Whether this press of a key sends. Ctrl or ⌘ with Enter always does. */
export function sends({ key, ctrlKey, metaKey, shiftKey, altKey, isComposing }, preferences) {
  if (key !== "Enter" || isComposing) return false;
  return ((ctrlKey || metaKey) && !shiftKey) || (preferences?.enter_sends === true && !shiftKey && !altKey);
}

/** What a quick reply's names in braces stand for here; what is not known is missing. */
export function valuesOf({ row, thread, question, me, dates, now = Date.now() }) {
  return {
    patient: patientBeside(thread, question, me?.id)?.name,
    moi: me?.name,
    groupe: question?.group.name ?? (row.kind === "group" ? row.title : undefined),
    date: dates.date(now),
    heure: dates.time(now),
  };
}

/** The latest time at which the text was kept, here or on the server. */
export function draftTime({ draft, kept_at = null }) {
  return [draft?.saved_at, kept_at].filter(Boolean).sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}

/** Half a character, as some pasted texts have it, is no text for any reader. */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
