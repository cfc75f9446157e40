import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";

/** It cannot be undone: asked once. */
export function WithdrawDialog({ question, onClose }) {
  const { actions } = useApp();
  const withdraw = () => {
    actions.withdraw(question);
    onClose();
  };
  return html`
    <${Dialog} title=${gettext("Retirer ma question ?")} onClose=${onClose}>
      <p>${gettext("Les experts ne la verront plus et n’y répondront pas. Vous pourrez toujours la relire.")}</p>
      <div class="actions dialog-actions">
        <button class="button button-danger" type="button" onClick=${withdraw}>${gettext("Retirer ma question")}</button>
        <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
      </div>
    <//>
  `;
}
