import { newId } from "../ids.js";
import { gettext } from "../words.js";
import { Chosen, toggled } from "./chosen.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { PeoplePicker } from "./people.js";
import { html, useRef, useState } from "./preact.js";

const NAME_MAX = 120;

/** The name of the intention stays the same however often the button is pressed. */
export function NewGroupDialog({ onClose }) {
  const { actions } = useApp();
  const [name, setName] = useState("");
  const [people, setPeople] = useState([]);
  const [isShared, setShared] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const intention = useRef(newId());
  const canCreate = name.trim() && people.length > 0 && !isBusy;

  const toggle = (person) => setPeople(toggled(people, person));

  async function create(event) {
    event.preventDefault();
    if (!canCreate) return;
    setBusy(true);
    const members = people.map((one) => one.id);
    const group = { name: name.trim(), members, is_history_shared: isShared, client_id: intention.current };
    if (await actions.createGroup(group)) return onClose();
    setBusy(false);
    intention.current = newId();
  }

  return html`
    <${Dialog} title=${gettext("Nouveau groupe de discussion")} onClose=${onClose}>
      <form class="dialog-form" onSubmit=${create}>
        <label class="field">
          <span class="label">${gettext("Nom du groupe")}</span>
          <input type="text" required maxlength=${NAME_MAX} value=${name} onInput=${(event) => setName(event.target.value)} />
        </label>
        <${Chosen} people=${people} onRemove=${toggle} />
        <${PeoplePicker} chosen=${people.map((one) => one.id)} onPick=${toggle} />
        <label class="tick">
          <input type="checkbox" checked=${isShared} onChange=${(event) => setShared(event.target.checked)} />
          <span>${gettext("Partager l’historique avec les membres ajoutés plus tard")}</span>
        </label>
        <div class="actions dialog-actions">
          <button class="button" type="submit" disabled=${!canCreate}>${gettext("Créer le groupe")}</button>
          <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
        </div>
      </form>
    <//>
  `;
}
