import { emergencyWords } from "../question-words.js";
import { hasEmergency } from "../store/emergencies.js";
import { fill, gettext } from "../words.js";
import { useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useMemo, useRef } from "./preact.js";

/** Whom to call when writing is too slow. Of one organisation, or of all of mine. */
export function Emergency({ organisation, className = "" }) {
  const numbers = useStore((state) => numbersOf(state.me, organisation));
  if (!numbers) return null;
  return html`<p class=${`emergency ${className}`}>${emergencyWords(numbers)}</p>`;
}

/** Beside a text that speaks of an emergency, while it is being written (N16): it stops
 * nobody, is read aloud once, and what it found stays on this page. */
export function EmergencyAlert({ text, organisation }) {
  const numbers = useStore((state) => numbersOf(state.me, organisation));
  const isFound = useMemo(() => hasEmergency(text), [text]);
  const shown = useRef({ isNow: false, times: 0 });
  if (isFound && !shown.current.isNow) shown.current.times += 1;
  shown.current.isNow = isFound;
  if (!isFound) return null;
  return html`
    <p class="emergency-alert" role=${shown.current.times === 1 ? "alert" : undefined}>
      <${Icon} name="alert" /><strong>${callWords(numbers)}</strong>
    </p>
  `;
}

function callWords(number) {
  if (!number) return gettext("En cas d’urgence, appelez les secours.");
  return fill(gettext("En cas d’urgence, appelez le %(number)s."), { number });
}

function numbersOf(me, organisation) {
  const mine = me.organisations ?? [];
  const wanted = mine.some((one) => one.id === organisation) ? mine.filter((one) => one.id === organisation) : mine;
  return [...new Set(wanted.map((one) => one.emergency_number).filter(Boolean))].join(" / ");
}
