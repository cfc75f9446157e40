import { refusalWords } from "../wording.js";
import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { html, useState } from "./preact.js";

/** Only a manager can bring me back: asked once. */
export function LeaveDialog({ conversation, onClose }) {
  const { actions } = useApp();
  const [isBusy, setBusy] = useState(false);
  async function leave() {
    setBusy(true);
    try {
      const group = await actions.groupOf(conversation);
      if (!group || (await actions.leaveGroup(group))) return onClose();
    } catch (refusal) {
      actions.say(refusalWords(refusal), "error");
    }
    return setBusy(false);
  }
  return html`
    <${Dialog} title=${gettext("Quitter le groupe ?")} onClose=${onClose}>
      <p>${gettext("Vous ne pourrez plus lire cette discussion. Un responsable du groupe pourra vous y ajouter de nouveau.")}</p>
      <div class="actions dialog-actions">
        <button class="button button-danger" type="button" disabled=${isBusy} onClick=${leave}>${gettext("Quitter le groupe")}</button>
        <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
      </div>
    <//>
  `;
}
