import { fill, gettext, ngettext } from "../words.js";
import { Avatar } from "./avatar.js";
import { useApp } from "./context.js";
import { Few } from "./experts-fields.js";
import { PeoplePicker } from "./people.js";
import { html, useState } from "./preact.js";

/** Who answers in an expert group; what may be changed in that. */
export function ExpertsMembers({ group, onDialog }) {
  const [isAdding, setAdding] = useState(false);
  const n = group.members.length;
  return html`
    <div class="experts-bar">
      <h3>${fill(ngettext("%(n)s membre", "%(n)s membres", n), { n })}</h3>
      <button class=${isAdding ? "button" : "button button-quiet"} type="button" aria-expanded=${String(isAdding)} onClick=${() => setAdding(!isAdding)}>
        ${isAdding ? gettext("Terminer") : gettext("Ajouter des membres")}
      </button>
    </div>
    <${Few} n=${n} />
    ${isAdding && html`<${Adding} group=${group} />`}
    <ul class="people experts-people" role="list" aria-label=${gettext("Membres")}>
      ${group.members.map((member) => html`<${Expert} key=${member.id} group=${group} member=${member} onDialog=${onDialog} />`)}
    </ul>
  `;
}

function Expert({ group, member, onDialog }) {
  const { reader } = useApp();
  const taken = member.n_open > 0 && fill(ngettext("%(n)s échange en cours", "%(n)s échanges en cours", member.n_open), { n: member.n_open });
  const line = [member.specialty, member.id === reader.id && gettext("Vous"), taken].filter(Boolean).join(" · ");
  return html`
    <li class="person">
      <${Avatar} name=${member.name} />
      <span class="person-name">${member.name}</span>
      <span class="person-line">${line}</span>
      ${group.members.length > 1 &&
      html`<button
        class="button-link person-action"
        type="button"
        aria-label=${fill(gettext("Retirer %(name)s du groupe"), member)}
        onClick=${() => onDialog("expelling", { group: group.id, member: member.id })}
      >
        ${gettext("Retirer")}
      </button>`}
    </li>
  `;
}

function Adding({ group }) {
  const { actions, reader } = useApp();
  return html`
    <div class="experts-adding">
      <p class="hint">${gettext("Un nouveau membre voit aussitôt les questions en attente.")}</p>
      <${PeoplePicker}
        label=${gettext("Noms des destinataires")}
        hasSpecialty
        withMe=${reader.is_practitioner}
        organisation=${group.organisation.id}
        leftOut=${group.members.map((one) => one.id)}
        onPick=${(person) => actions.enrol(group.id, person.id)}
      />
    </div>
  `;
}
