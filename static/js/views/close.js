import { CLOSE_REASONS, reasonWords } from "../question-words.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html, useState } from "./preact.js";

/** The expert ends the exchange, with a reason and a last message if he likes (S2-17). */
export function CloseDialog({ conversation, onClose }) {
  const { actions, settings } = useApp();
  const limit = useStore((state) => state.limits.text_max);
  const [form, setForm] = useState({ reason: "", message: "", isArchived: false });
  const [isBusy, setBusy] = useState(false);
  const n = settings.reopen_days;
  const change = (part) => setForm({ ...form, ...part });

  async function close(event) {
    event.preventDefault();
    setBusy(true);
    if (await actions.closeExchange(conversation, { ...form, message: form.message.trim() })) return onClose();
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
          <span class="label">${gettext("Motif (facultatif)")}</span>
          <select value=${form.reason} aria-describedby="close-reason-hint" onChange=${(event) => change({ reason: event.target.value })}>
            <option value="">${gettext("Sans motif")}</option>
            ${CLOSE_REASONS.map((reason) => html`<option key=${reason} value=${reason}>${reasonWords(reason)}</option>`)}
          </select>
          <span class="hint" id="close-reason-hint">${gettext("Le demandeur ne voit pas le motif.")}</span>
        </label>
        <label class="field">
          <span class="label">${gettext("Message de clôture (facultatif)")}</span>
          <textarea rows="4" maxlength=${limit} dir="auto" value=${form.message} onInput=${(event) => change({ message: event.target.value })}></textarea>
        </label>
        <label class="tick">
          <input type="checkbox" checked=${form.isArchived} onChange=${(event) => change({ isArchived: event.target.checked })} />
          <span>${gettext("Archiver après clôture")}</span>
        </label>
        <div class="actions dialog-actions">
          <button class="button" type="submit" disabled=${isBusy}>${gettext("Clôturer")}</button>
          <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
        </div>
      </form>
    <//>
  `;
}
