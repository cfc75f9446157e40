import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { html } from "./preact.js";
import { Tick, tickWords } from "./tick.js";

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
          <p class="bubble-text" dir="auto">${message.text}</p>
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

function Failure({ message }) {
  const { actions } = useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(message.text);
    actions.say(gettext("Texte copié."));
  };
  return html`
    <p class="failure" role="alert">
      <span>${gettext("Échec de l’envoi de votre message.")} ${refusalWords({ code: message.error })}</span>
      <span class="failure-actions">
        <button class="button-link" type="button" onClick=${() => actions.resend(message.client_id)}>${gettext("Renvoyer")}</button>
        ${navigator.clipboard && html`<button class="button-link" type="button" onClick=${copy}>${gettext("Copier")}</button>`}
        <button class="button-link" type="button" onClick=${() => actions.discard(message.client_id)}>${gettext("Supprimer")}</button>
      </span>
    </p>
  `;
}
