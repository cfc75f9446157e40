import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";

/** It cannot be undone: asked once. */
export function RetractDialog({ conversation, seq, onClose }) {
  const { actions } = useApp();
  const retract = () => {
    actions.retract(conversation, seq);
    onClose();
  };
  return html`
    <${Dialog} title=${gettext("Retirer ce message ?")} onClose=${onClose}>
      <p>${gettext("Son texte disparaît pour tous les participants. Une ligne indique qu’un message a été retiré.")}</p>
      <div class="actions dialog-actions">
        <button class="button button-danger" type="button" onClick=${retract}>${gettext("Retirer le message")}</button>
        <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
      </div>
    <//>
  `;
}
