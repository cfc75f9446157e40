import { fill, gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

const ICONS = { waiting: "clock", sending: "clock", sent: "sent", delivered: "both", read: "both", failed: "alert" };

/** How far a message of mine has come: a drawing, and the same in words. */
export function Tick({ state, readers = 0, n = 1 }) {
  const words = wordsOf(state, readers, n);
  return html`<span class=${`mark mark-${state}`} title=${words}>
    <${Icon} name=${ICONS[state]} /><span class="visually-hidden">${words}</span>
  </span>`;
}

function wordsOf(state, readers, n) {
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
