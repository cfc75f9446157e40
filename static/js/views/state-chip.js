import { stateWords } from "../question-words.js";
import { gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

const LOOKS = {
  pending: ["hourglass", "chip-warning"],
  claimed: ["hand", "chip-info"],
  closed: ["tick", ""],
  withdrawn: ["close", ""],
};

/** Where a question stands: a shape, a colour and words. */
export function StateChip({ state, isMine = false, words = wordsOf(state, isMine) }) {
  const [icon, look] = LOOKS[state];
  return html`<span class=${`chip state-chip ${look}`}><${Icon} name=${icon} />${words}</span>`;
}

function wordsOf(state, isMine) {
  return isMine && state === "claimed" ? gettext("Prise en charge par vous") : stateWords(state);
}
