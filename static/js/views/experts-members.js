import { fill, gettext, ngettext } from "../words.js";
import { Avatar } from "./avatar.js";
import { useApp } from "./context.js";
import { Few } from "./experts-fields.js";
import { PeoplePicker } from "./people.js";
import { html, useState } from "./preact.js";

/** Who answers in an expert group; what may be changed in that. */
export function Experts({ group, onStep }) {
  const n = group.members.length;
  return html`
    <section class="experts-members" aria-labelledby="experts-members-title">
      <h3 class="label" id="experts-members-title">${fill(ngettext("%(n)s membre", "%(n)s membres", n), { n })}</h3>
      <${Few} n=${n} />
      <ul class="people" role="list">
        ${group.members.map((member) => html`<${Expert} key=${member.id} member=${member} isLast=${n === 1} onStep=${onStep} />`)}
      </ul>
      <div class="actions">
        <button class="button" type="button" onClick=${() => onStep("enrolling")}>${gettext("Ajouter des membres")}</button>
      </div>
    </section>
  `;
}

function Expert({ member, isLast, onStep }) {
  const { reader } = useApp();
  const line = [member.specialty, member.id === reader.id && gettext("Vous")].filter(Boolean).join(" · ");
  return html`
    <li class="person">
      <${Avatar} name=${member.name} />
      <span class="person-name">${member.name}</span>
      <span class="person-line">${line}</span>
      ${!isLast &&
      html`<button
        class="button-link person-action"
        type="button"
        aria-label=${fill(gettext("Retirer %(name)s du groupe"), member)}
        onClick=${() => onStep("expelling", { member })}
      >
        ${gettext("Retirer")}
      </button>`}
    </li>
  `;
}

export function Enrolling({ group, onBack }) {
  const { actions, reader } = useApp();
  return html`
    <p class="hint">${gettext("Un nouveau membre voit aussitôt les questions en attente.")}</p>
    <${PeoplePicker}
      label=${gettext("Noms des destinataires")}
      hasSpecialty
      withMe=${reader.is_practitioner}
      organisation=${group.organisation.id}
      leftOut=${group.members.map((one) => one.id)}
      onPick=${(person) => actions.enrol(group.id, person.id)}
    />
    <div class="actions dialog-actions">
      <button class="button" type="button" onClick=${onBack}>${gettext("Terminer")}</button>
    </div>
  `;
}

const keptOf = (n) => ngettext("%(n)s échange en cours lui reste.", "%(n)s échanges en cours lui restent.", n);

/** It works at once: asked once, and what stays with him is said (S2-28). */
export function Expelling({ group, member, onBack }) {
  const { actions } = useApp();
  const [isBusy, setBusy] = useState(false);
  const expel = async () => {
    setBusy(true);
    onBack(await actions.expel(group.id, member));
  };
  return html`
    <p>${fill(gettext("%(name)s ne verra plus les questions en attente de ce groupe, dès maintenant."), member)}</p>
    ${member.n_open > 0 && html`<p class="notice notice-warning">${fill(keptOf(member.n_open), { n: member.n_open })}</p>`}
    <div class="actions dialog-actions">
      <button class="button button-danger" type="button" disabled=${isBusy} onClick=${expel}>${gettext("Retirer du groupe")}</button>
      <button class="button button-quiet" type="button" onClick=${onBack}>${gettext("Annuler")}</button>
    </div>
  `;
}
