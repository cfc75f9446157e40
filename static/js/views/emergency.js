import { emergencyWords } from "../question-words.js";
import { useStore } from "./context.js";
import { html } from "./preact.js";

/** Whom to call when writing is too slow. Of one organisation, or of all of mine. */
export function Emergency({ organisation, className = "" }) {
  const numbers = useStore((state) => numbersOf(state.me, organisation));
  if (!numbers) return null;
  return html`<p class=${`emergency ${className}`}>${emergencyWords(numbers)}</p>`;
}

function numbersOf(me, organisation) {
  const mine = me.organisations ?? [];
  const wanted = mine.some((one) => one.id === organisation) ? mine.filter((one) => one.id === organisation) : mine;
  return [...new Set(wanted.map((one) => one.emergency_number).filter(Boolean))].join(" / ");
}
