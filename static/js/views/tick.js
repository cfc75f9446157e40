import { fill, gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";
import { useTalk } from "./talk.js";

const ICONS = {
  waiting: ["clock", "offline"],
  sending: ["clock"],
  sent: ["sent"],
  delivered: ["both"],
  read: ["both"],
  failed: ["alert"],
};

/** How far a message of mine has come, drawn: the message's heading says it in words. With
 * several readers it is a button that tells who they are. */
export function Tick({ seq, ...tick }) {
  const talk = useTalk();
  const drawing = html`<${Mark} ...${tick} />`;
  if (!seq || !(tick.n > 1)) return drawing;
  const words = tickWords(tick);
  return html`<button
    class="mark-button"
    type="button"
    aria-haspopup="dialog"
    onClick=${() => talk.onDialog("receipts", { conversation: talk.row.id, seq })}
  >
    <span class="visually-hidden">${fill(gettext("%(status)s : voir le détail"), { status: words })}</span>
    ${tick.readers > 0 && html`<span class="mark-count" aria-hidden="true">${tick.readers}/${tick.n}</span>`}${drawing}
  </button>`;
}

function Mark(tick) {
  return html`<span class=${`mark mark-${tick.state}`} title=${tickWords(tick)} aria-hidden="true">
    ${ICONS[tick.state].map((name) => html`<${Icon} key=${name} name=${name} />`)}
  </span>`;
}

export function tickWords({ state, readers = 0, n = 1 }) {
  if (n > 1 && readers > 0) return fill(gettext("Lu par %(n)s sur %(total)s"), { n: readers, total: n });
  const words = {
    waiting: gettext("En attente de connexion"),
    sending: gettext("Envoi en cours"),
    sent: gettext("Envoyé"),
    delivered: gettext("Remis"),
    read: gettext("Lu"),
    failed: gettext("Échec de l’envoi"),
  };
  return words[state];
}
