import { draftTime, patientBeside } from "../store/composer.js";
import { fill, gettext, ngettext } from "../words.js";
import { saidIn } from "../wording.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { html } from "./preact.js";
import { QuickButton } from "./quick-list.js";

const COUNT_FROM = 500;

/** What can be added: each by its button, or all by « + » where there is little room. */
export function Adding({ quick, choosing }) {
  const { reader } = useApp();
  const label = gettext("Ajouter des photos");
  const more = [
    { words: gettext("Appareil photo"), icon: "photo", onPick: choosing.fromCamera },
    { words: gettext("Photothèque"), icon: "pictures", onPick: choosing.fromLibrary },
    reader.is_practitioner && { words: gettext("Réponse type"), icon: "bolt", onPick: quick.begin },
  ].filter(Boolean);
  return html`
    <button class="icon-button composer-quick composer-photos" type="button" aria-label=${label} title=${`${label} (Ctrl + U)`} aria-keyshortcuts="Control+U" onClick=${choosing.fromLibrary}>
      <${Icon} name="photo" />
    </button>
    ${reader.is_practitioner && html`<${QuickButton} quick=${quick} />`}
    <div class="composer-more"><${Menu} label=${gettext("Ajouter")} icon="plus" items=${more} /></div>
  `;
}

/** Whom I write to, where it is a patient: seen, not remembered. */
export function Recipient({ thread, question }) {
  const { reader } = useApp();
  const patient = patientBeside(thread, question, reader.id);
  if (!patient) return null;
  return html`<p class="composer-to"><${Icon} name="person" /><span>${fill(gettext("À : %(name)s (patient)"), patient)}</span></p>`;
}

/** The message that I answer, in one line. */
export function Answering({ item, onCancel }) {
  const words = fill(gettext("Réponse à %(author)s"), { author: item.author?.name ?? "" });
  return html`<div class="answering">
    <p class="answering-words"><span class="quote-author">${words}</span> <span class="quote-text">${saidIn(item)}</span></p>
    <button class="icon-button" type="button" aria-label=${gettext("Ne pas répondre à ce message")} onClick=${onCancel}>
      <${Icon} name="close" />
    </button>
  </div>`;
}

/** Below the text: how to send, when it was kept, how much room is left. */
export function Hint({ thread, hasText, left, enterSends }) {
  const { dates } = useApp();
  const at = hasText ? draftTime(thread) : null;
  const keys = enterSends ? gettext("Entrée pour envoyer, Maj + Entrée pour une ligne") : gettext("Ctrl + Entrée pour envoyer");
  return html`<p class="composer-hint" id="composer-hint">
    <span class="composer-keys">${keys}</span>
    ${at && html`<span class="composer-kept">${fill(gettext("Brouillon enregistré à %(time)s"), { time: dates.time(at) })}</span>`}
    ${left <= COUNT_FROM && html`<${Count} left=${left} />`}
  </p>`;
}

function Count({ left }) {
  const n = Math.abs(left);
  const words =
    left >= 0
      ? ngettext("%(n)s caractère restant", "%(n)s caractères restants", n)
      : ngettext("%(n)s caractère de trop", "%(n)s caractères de trop", n);
  return html`<span class=${left < 0 ? "composer-over" : "composer-left"} role="status">${fill(words, { n })}</span>`;
}
