import { newId } from "../ids.js";
import { blankForm, problemsOf } from "../store/group-form.js";
import { gettext } from "../words.js";
import { Chosen, toggled } from "./chosen.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { ExpertsFields, Few, focusProblem } from "./experts-fields.js";
import { PeoplePicker } from "./people.js";
import { html, useRef, useState } from "./preact.js";

/** « + Groupe d’experts » (S2-31). The name of the intention stays the same until it is
 * answered. */
export function NewExpertsDialog({ onClose }) {
  const { actions, reader } = useApp();
  const places = useStore((state) => state.me.organisations) ?? [];
  const organisations = places.filter((one) => one.is_administrator);
  const [form, setForm] = useState(() => blankForm(organisations.length === 1 ? organisations[0].id : ""));
  const [people, setPeople] = useState([]);
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const intention = useRef(newId());
  const members = people.map((one) => one.id);
  const problems = problemsOf(form, members);
  const shown = hasTried ? problems : [];
  const toggle = (person) => setPeople(toggled(people, person));
  const change = (next) => {
    if (next.organisation !== form.organisation) setPeople([]);
    setForm(next);
  };

  async function create(event) {
    event.preventDefault();
    setTried(true);
    if (isBusy || problems.length) return focusProblem(event.target, problems);
    setBusy(true);
    if (await actions.createExperts({ ...trimmed(form), members, client_id: intention.current })) return onClose();
    setBusy(false);
    intention.current = newId();
  }

  return html`
    <${Dialog} title=${gettext("Créer un groupe d’experts")} onClose=${onClose}>
      <form class="dialog-form" noValidate onSubmit=${create}>
        ${organisations.length > 1 &&
        html`<${OrganisationField} organisations=${organisations} form=${form} onChange=${change} problem=${shown.includes("organisation")} />`}
        <${ExpertsFields} form=${form} onChange=${change} problems=${shown} />
        <fieldset class="experts-members">
          <legend class="label">${gettext("Membres")}</legend>
          <${Chosen} people=${people} onRemove=${toggle} />
          ${shown.includes("members") && html`<p class="errorlist" role="alert">${gettext("Un groupe d’experts a au moins un membre.")}</p>`}
          ${people.length > 0 && html`<${Few} n=${people.length} />`}
          <${PeoplePicker}
            label=${gettext("Noms des destinataires")}
            hasSpecialty
            withMe=${reader.is_practitioner}
            organisation=${form.organisation}
            chosen=${members}
            onPick=${toggle}
          />
        </fieldset>
        <div class="actions dialog-actions">
          <button class="button" type="submit" aria-disabled=${String(isBusy)}>${gettext("Créer le groupe d’experts")}</button>
          <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
        </div>
      </form>
    <//>
  `;
}

function trimmed(form) {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim?.() ?? value]));
}

function OrganisationField({ organisations, form, onChange, problem }) {
  return html`
    <div class="field">
      <label class="label" for="experts-organisation">${gettext("Organisation")}</label>
      ${problem && html`<p class="errorlist" id="experts-organisation-problem">${gettext("Choisissez une organisation.")}</p>`}
      <select
        id="experts-organisation"
        name="organisation"
        aria-describedby=${problem ? "experts-organisation-problem" : undefined}
        value=${form.organisation}
        onChange=${(event) => onChange({ ...form, organisation: event.target.value })}
      >
        <option value="">${gettext("Choisir…")}</option>
        ${organisations.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
      </select>
    </div>
  `;
}
