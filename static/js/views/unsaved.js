import { gettext } from "../words.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";

/** What was typed would be lost: asked once. */
export function UnsavedDialog({ onDiscard, onClose }) {
  const discard = () => {
    onClose();
    onDiscard();
  };
  return html`
    <${Dialog} title=${gettext("Modifications non enregistrées")} onClose=${onClose}>
      <p>${gettext("Ce que vous avez saisi n’est pas enregistré.")}</p>
      <div class="actions dialog-actions">
        <button class="button" type="button" onClick=${onClose}>${gettext("Continuer la saisie")}</button>
        <button class="button button-danger" type="button" onClick=${discard}>${gettext("Abandonner les modifications")}</button>
      </div>
    <//>
  `;
}
