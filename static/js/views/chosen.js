import { fill, gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

/** Who has been chosen; a click takes him out again. */
export function Chosen({ people, onRemove }) {
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

export function toggled(people, person) {
  const isIn = people.some((one) => one.id === person.id);
  return isIn ? people.filter((one) => one.id !== person.id) : [...people, person];
}
