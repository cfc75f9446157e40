import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useState } from "./preact.js";

const NAME_MAX = 120;

export function RenameGroup({ group }) {
  const { actions } = useApp();
  const [name, setName] = useState(group.name);
  const isChanged = name.trim() !== "" && name.trim() !== group.name;
  const rename = (event) => {
    event.preventDefault();
    if (isChanged) actions.changeGroup(group.id, { name: name.trim() });
  };
  const share = (event) => actions.changeGroup(group.id, { is_history_shared: event.target.checked });
  return html`
    <form class="rename" onSubmit=${rename}>
      <label class="field">
        <span class="label">${gettext("Nom du groupe")}</span>
        <input type="text" required maxlength=${NAME_MAX} value=${name} onInput=${(event) => setName(event.target.value)} />
      </label>
      <button class="button button-quiet" type="submit" disabled=${!isChanged}>${gettext("Renommer")}</button>
    </form>
    <label class="tick">
      <input type="checkbox" checked=${group.is_history_shared} onChange=${share} />
      <span>${gettext("Partager l’historique avec les membres ajoutés plus tard")}</span>
    </label>
  `;
}
