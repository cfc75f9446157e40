/** The form to ask an expert group: its steps, what is missing, what is added. Pure. */

export const STEPS = ["group", "text", "photos", "check"];
export const TITLE_MIN = 3;
export const TITLE_MAX = 120;
export const PATIENT_TEXT_MAX = 4_000;
export const BLANK = Object.freeze({ step: 0, group: "", title: "", text: "", isUnderstood: false });

const count = (text) => [...text].length;

/** Names of the fields that hold a step up. `needsCheck`: a patient says that he knows what
 * this service is not. `tray`: photos that go with it. */
export function problemsOf(form, { limit, needsCheck, groups, tray = [] }) {
  const title = count(form.title.trim());
  const text = form.text.trim();
  const ofStep = {
    group: [!groups.some((one) => one.id === form.group && one.is_open) && "group"],
    text: [(title < TITLE_MIN || title > TITLE_MAX) && "title", (!text || count(text) > limit) && "text"],
    photos: [tray.some((one) => one.phase === "failed") && "photos"],
    check: [needsCheck && !form.isUnderstood && "isUnderstood"],
  };
  return Object.fromEntries(STEPS.map((step) => [step, ofStep[step].filter(Boolean)]));
}

/** The first step that is not complete; the last one where all are. */
export function firstIncomplete(problems) {
  const found = STEPS.findIndex((step) => problems[step].length > 0);
  return found < 0 ? STEPS.length - 1 : found;
}

/** The text with a line that begins with a prompt, and where to go on writing. */
export function withPrompt(text, prompt) {
  const lines = text.split("\n");
  const known = lines.findIndex((line) => line.startsWith(prompt));
  if (known >= 0) return { text, caret: lines.slice(0, known + 1).join("\n").length };
  const before = text.trimEnd();
  const next = `${before}${before && "\n"}${prompt} `;
  return { text: next, caret: next.length };
}
