import { photoWords } from "../photo-words.js";
import { percentOf, shownOf } from "../store/photos.js";
import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { html, useState } from "./preact.js";
import { Tick, tickWords } from "./tick.js";
import { Consent, Small } from "./tray.js";

/** What I wrote and the log does not show yet: it tells how far it has come. */
export function Pending({ message }) {
  const { dates } = useApp();
  const isLive = useStore((state) => state.line.phase === "live");
  const state = message.state === "waiting" && isLive ? "sending" : message.state;
  const values = { author: gettext("Vous"), time: dates.full(message.made_at), status: tickWords({ state }) };
  return html`
    <li class=${`message message-mine message-pending message-${state}`}>
      <h3 class="visually-hidden">${fill(gettext("%(author)s, %(time)s, %(status)s"), values)}</h3>
      <div class="bubble-line">
        <div class="bubble">
          ${message.photos?.length > 0 && html`<${PendingPhotos} photos=${message.photos} />`}
          ${message.text && html`<p class="bubble-text" dir="auto">${message.text}</p>`}
          <span class="bubble-meta">
            <time datetime=${message.made_at} aria-hidden="true">${dates.time(message.made_at)}</time>
            <${Tick} state=${state} />
          </span>
        </div>
      </div>
      ${state === "failed" && html`<${Failure} message=${message} />`}
    </li>
  `;
}

/** As this page has them, or the server. */
function PendingPhotos({ photos }) {
  const chosen = useStore((state) => state.photos);
  const { shown, n } = shownOf(photos);
  return html`
    <ul class=${`photo-grid photo-grid-${shown.length}`} role="list" aria-label=${photoWords(photos.length)}>
      ${shown.map((one, place) => {
        const known = chosen[one.key] ?? { photo: one.id };
        const isLast = place === shown.length - 1;
        return html`<li key=${one.key} class="photo-tile"><${Small} photo=${known} />${isLast && n > 0 && html`<span class="photo-more">+${n}</span>`}</li>`;
      })}
    </ul>
    ${photos.some((one) => !one.id && !one.error) && html`<p class="photo-sending">${waitingWords(photos, chosen)}</p>`}
  `;
}

function waitingWords(photos, chosen) {
  const mine = photos.map((one) => (one.id ? 100 : chosen[one.key] ? percentOf(chosen[one.key]) : 0));
  if (photos.some(({ key }) => chosen[key]?.isCut)) return gettext("Envoi interrompu : reprise automatique à la reconnexion.");
  return fill(gettext("Envoi %(n)s %"), { n: Math.floor(mine.reduce((sum, one) => sum + one, 0) / mine.length) });
}

function Failure({ message }) {
  const { actions } = useApp();
  const [hasConsent, setConsent] = useState(false);
  const isUnsaid = message.error === "photo_consent_required";
  const hasFailed = message.photos?.some((one) => one.error);
  const resend = () => (!isUnsaid || hasConsent) && actions.resend(message.client_id, { photo_consent: hasConsent });
  const copy = async () => {
    await navigator.clipboard.writeText(message.text);
    actions.say(gettext("Texte copié."));
  };
  return html`
    <div class="failure" role="alert">
      <span>${gettext("Échec de l’envoi de votre message.")} ${refusalWords({ code: message.error })}</span>
      ${isUnsaid && html`<${Consent} isGiven=${hasConsent} onChange=${setConsent} />`}
      <span class="failure-actions">
        <button class="button-link" type="button" aria-disabled=${isUnsaid && !hasConsent ? "true" : undefined} onClick=${resend}>${gettext("Renvoyer")}</button>
        ${hasFailed && html`<button class="button-link" type="button" onClick=${() => actions.sendWithoutFailed(message.client_id)}>${gettext("Envoyer sans cette photo")}</button>`}
        ${navigator.clipboard && message.text && html`<button class="button-link" type="button" onClick=${copy}>${gettext("Copier")}</button>`}
        <button class="button-link" type="button" onClick=${() => actions.discard(message.client_id)}>${gettext("Supprimer")}</button>
      </span>
    </div>
  `;
}
