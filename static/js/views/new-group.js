import { newId } from "../ids.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
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

  const toggle = (person) => {
    const isIn = people.some((one) => one.id === person.id);
    setPeople(isIn ? people.filter((one) => one.id !== person.id) : [...people, person]);
  };

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

function Chosen({ people, onRemove }) {
  if (!people.length) return html`<p class="hint">${gettext("Choisissez au moins un membre.")}</p>`;
  return html`
    <ul class="chosen" role="list" aria-label=${gettext("Membres choisis")}>
      ${people.map(
        (one) => html`<li key=${one.id}>
          <button class="chip chip-accent chosen-one" type="button" aria-label=${fill(gettext("Retirer %(name)s"), one)} onClick=${() => onRemove(one)}>
            ${one.name}<${Icon} name="close" />
          </button>
        </li>`,
      )}
    </ul>
  `;
}
