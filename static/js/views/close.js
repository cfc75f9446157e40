import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html, useState } from "./preact.js";

/** The expert ends the exchange, with a last message if he likes (S2-17). */
export function CloseDialog({ conversation, onClose }) {
  const { actions, settings } = useApp();
  const limit = useStore((state) => state.limits.text_max);
  const [text, setText] = useState("");
  const [isBusy, setBusy] = useState(false);
  const n = settings.reopen_days;

  async function close(event) {
    event.preventDefault();
    setBusy(true);
    if (await actions.closeExchange(conversation, text.trim())) return onClose();
    setBusy(false);
  }

  return html`
    <${Dialog} title=${gettext("Clôturer l’échange ?")} onClose=${onClose}>
      <form class="dialog-form" onSubmit=${close}>
        <p>
          ${gettext("Le demandeur ne pourra plus répondre.")}${" "}
          ${fill(ngettext("Il pourra demander la réouverture pendant %(n)s jour.", "Il pourra demander la réouverture pendant %(n)s jours.", n), { n })}
        </p>
        <label class="field">
          <span class="label">${gettext("Dernier message (facultatif)")}</span>
          <textarea rows="4" maxlength=${limit} dir="auto" value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
        </label>
        <div class="actions dialog-actions">
          <button class="button" type="submit" disabled=${isBusy}>${gettext("Clôturer l’échange")}</button>
          <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
        </div>
      </form>
    <//>
  `;
}
