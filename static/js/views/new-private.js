import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { PeoplePicker } from "./people.js";
import { html } from "./preact.js";

export function NewPrivateDialog({ onClose }) {
  const { actions } = useApp();
  const pick = async (person) => {
    if (await actions.writeTo(person.id)) onClose();
  };
  return html`
    <${Dialog} title=${gettext("Nouveau message privé")} onClose=${onClose}>
      <${PeoplePicker} onPick=${pick} />
    <//>
  `;
}
