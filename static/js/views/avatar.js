import { Icon, KIND_ICONS } from "./icons.js";
import { html } from "./preact.js";

const TITLES = /^(?:dr|pr|m|mme|mr|mrs|ms|prof)\.?\s+/i;
const HUES = 6;

/** A person's initials, or the drawing of the kind; beside the name, never instead. */
export function Avatar({ name, kind }) {
  if (kind && kind !== "private") {
    return html`<span class=${`avatar avatar-kind avatar-${kind}`} aria-hidden="true"><${Icon} name=${KIND_ICONS[kind]} /></span>`;
  }
  return html`<span class=${`avatar avatar-hue-${hue(name)}`} aria-hidden="true">${initials(name)}</span>`;
}

function initials(name) {
  const words = name.replace(TITLES, "").split(/[\s-]+/).filter(Boolean);
  return [words[0], words.length > 1 && words.at(-1)].map((word) => (word ? [...word][0].toUpperCase() : "")).join("");
}

/** The same person has the same colour everywhere. */
function hue(name) {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + char.codePointAt(0)) % 997;
  return sum % HUES;
}
