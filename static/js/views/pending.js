import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { html } from "./preact.js";
import { Tick } from "./tick.js";

/** What I wrote and the log does not show yet: it tells how far it has come. */
export function Pending({ message }) {
  const isLive = useStore((state) => state.line.phase === "live");
  const state = message.state === "waiting" && isLive ? "sending" : message.state;
  return html`
    <li class="message message-mine message-pending">
      <div class="bubble-line">
        <div class="bubble">
          <p class="bubble-text" dir="auto">${message.text}</p>
          <span class="bubble-meta"><${Tick} state=${state} /></span>
        </div>
      </div>
      ${state === "failed" && html`<${Failure} message=${message} />`}
    </li>
  `;
}

function Failure({ message }) {
  const { actions } = useApp();
  const copy = () => navigator.clipboard?.writeText(message.text);
  return html`
    <p class="failure" role="alert">
      <span>${gettext("Échec de l’envoi.")} ${refusalWords({ code: message.error })}</span>
      <span class="failure-actions">
        <button class="button-link" type="button" onClick=${() => actions.resend(message.client_id)}>${gettext("Renvoyer")}</button>
        <button class="button-link" type="button" onClick=${copy}>${gettext("Copier")}</button>
        <button class="button-link" type="button" onClick=${() => actions.discard(message.client_id)}>${gettext("Supprimer")}</button>
      </span>
    </p>
  `;
}
