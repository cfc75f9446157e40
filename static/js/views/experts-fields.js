import { ASKERS, withAsker } from "../store/group-form.js";
import { gettext } from "../words.js";
import { Chosen } from "./chosen.js";
import { useApp } from "./context.js";
import { PeoplePicker } from "./people.js";
import { html } from "./preact.js";

const FEW = 3;
const LIMITS = { name: 120, public_name: 120, description: 500, specialty: 80 };

/** What an expert group is called and what it answers. */
export function ExpertsFields({ form, onChange, problems }) {
  const text = (name, words, hint, more) => html`<${TextField} key=${name} name=${name} words=${words} hint=${hint} form=${form} onChange=${onChange} ...${more} />`;
  const problem = problems.includes("name") && problemWords("name");
  return html`
    <fieldset class="experts-part">
      <legend>${gettext("Identité")}</legend>
      ${text("name", gettext("Nom du groupe"), null, { problem })}
      ${text("public_name", gettext("Nom affiché aux patients (facultatif)"), gettext("En langage courant, par exemple : Peau (dermatologie)"))}
      ${text("specialty", gettext("Spécialité (facultatif)"))}
      ${text("description", gettext("Description (facultatif)"), gettext("Ce à quoi le groupe répond, en une phrase"), { isLong: true })}
    </fieldset>
  `;
}

export function problemWords(name) {
  const words = {
    organisation: gettext("Choisissez une organisation."),
    name: gettext("Donnez un nom au groupe."),
    members: gettext("Un groupe d’experts a au moins un membre."),
    asked_by: gettext("Choisissez qui peut poser une question."),
  };
  return words[name];
}

/** All that holds the form up, and why the server refused it. */
export function ExpertsSummary({ problems, refusal }) {
  if (!problems.length && !refusal) return null;
  return html`
    <div class="notice notice-error ask-summary" role="alert">
      ${refusal && html`<p>${refusal}</p>`}
      ${problems.length > 0 && html`<ul>${problems.map((name) => html`<li key=${name}>${problemWords(name)}</li>`)}</ul>`}
    </div>
  `;
}

function TextField({ name, words, hint, problem, form, onChange, isLong = false }) {
  const id = `experts-${name}`;
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  const input = {
    id,
    name,
    maxlength: LIMITS[name],
    value: form[name],
    "aria-describedby": described || undefined,
    "aria-invalid": problem ? "true" : undefined,
    onInput: (event) => onChange({ ...form, [name]: event.target.value }),
  };
  return html`
    <div class="field">
      <label class="label" for=${id}>${words}</label>
      ${hint && html`<p class="hint" id=${`${id}-hint`}>${hint}</p>`}
      ${problem && html`<p class="errorlist" id=${`${id}-problem`}>${problem}</p>`}
      ${isLong ? html`<textarea rows="2" dir="auto" ...${input}></textarea>` : html`<input type="text" autocomplete="off" ...${input} />`}
    </div>
  `;
}

export function OrganisationField({ organisations, form, onChange, hasProblem }) {
  return html`
    <div class="field">
      <label class="label" for="experts-organisation">${gettext("Organisation")}</label>
      ${hasProblem && html`<p class="errorlist" id="experts-organisation-problem">${problemWords("organisation")}</p>`}
      <select
        id="experts-organisation"
        name="organisation"
        aria-describedby=${hasProblem ? "experts-organisation-problem" : undefined}
        aria-invalid=${hasProblem ? "true" : undefined}
        value=${form.organisation}
        onChange=${(event) => onChange({ ...form, organisation: event.target.value })}
      >
        <option value="">${gettext("Choisir…")}</option>
        ${organisations.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
      </select>
    </div>
  `;
}

/** « Noms des destinataires »: who is found is ticked, who is ticked is a chip. */
export function Recipients({ form, people, problems, onToggle }) {
  const { reader } = useApp();
  const hasProblem = problems.includes("members");
  return html`
    <fieldset class="experts-part" aria-describedby=${hasProblem ? "experts-members-problem" : undefined}>
      <legend>${gettext("Membres")}</legend>
      ${hasProblem && html`<p class="errorlist" id="experts-members-problem">${problemWords("members")}</p>`}
      <${Chosen} people=${people} onRemove=${onToggle} />
      ${people.length > 0 && html`<${Few} n=${people.length} />`}
      <${PeoplePicker}
        label=${gettext("Noms des destinataires")}
        hasSpecialty
        hasTicks
        withMe=${reader.is_practitioner}
        organisation=${form.organisation}
        chosen=${people.map((one) => one.id)}
        onPick=${onToggle}
      />
    </fieldset>
  `;
}

export function Askers({ form, onChange, problem }) {
  return html`
    <fieldset class="experts-part experts-askers" aria-describedby=${problem ? "experts-askers-problem" : undefined}>
      <legend>${gettext("Qui peut poser une question ?")}</legend>
      ${problem && html`<p class="errorlist" id="experts-askers-problem">${problemWords("asked_by")}</p>`}
      ${ASKERS.map(
        (asker) => html`<label class="tick" key=${asker}>
          <input
            type="checkbox"
            name="asked_by"
            value=${asker}
            checked=${form.asked_by.includes(asker)}
            onChange=${(event) => onChange(withAsker(form, asker, event.target.checked))}
          />
          <span>${askerWords(asker)}</span>
        </label>`,
      )}
    </fieldset>
  `;
}

function askerWords(asker) {
  return asker === "patients" ? gettext("Patients") : gettext("Praticiens de l’organisation");
}

/** Where so few answer, a question may wait long. */
export function Few({ n }) {
  if (n >= FEW) return null;
  return html`<p class="hint experts-few">${gettext("Un groupe d’au moins 3 experts évite les questions sans réponse.")}</p>`;
}

/** To the first field that holds it up. */
export function focusProblem(place, [name]) {
  const field = name === "members" ? place.querySelector(".picker input") : place.querySelector(`[name=${name}]`);
  field?.focus();
}
