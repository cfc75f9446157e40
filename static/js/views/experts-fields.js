import { ASKERS, withAsker } from "../store/group-form.js";
import { gettext } from "../words.js";
import { html } from "./preact.js";

const FEW = 3;
const LIMITS = { name: 120, public_name: 120, description: 500, specialty: 80 };

/** What an expert group is called, what it answers and who may ask it. */
export function ExpertsFields({ form, onChange, problems }) {
  const text = (name, words, hint, more) => html`<${TextField} key=${name} name=${name} words=${words} hint=${hint} form=${form} onChange=${onChange} ...${more} />`;
  const problem = problems.includes("name") && gettext("Donnez un nom au groupe.");
  return html`
    ${text("name", gettext("Nom du groupe"), null, { problem })}
    ${text("public_name", gettext("Nom affiché aux patients (facultatif)"), gettext("En langage courant, par exemple : Peau (dermatologie)"))}
    ${text("specialty", gettext("Spécialité (facultatif)"))}
    ${text("description", gettext("Description (facultatif)"), gettext("Ce à quoi le groupe répond, en une phrase"), { isLong: true })}
    <${Askers} form=${form} onChange=${onChange} problem=${problems.includes("asked_by")} />
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

function Askers({ form, onChange, problem }) {
  return html`
    <fieldset class="experts-askers" aria-describedby=${problem ? "experts-askers-problem" : undefined}>
      <legend class="label">${gettext("Qui peut poser une question ?")}</legend>
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
      ${problem && html`<p class="errorlist" id="experts-askers-problem">${gettext("Choisissez qui peut poser une question.")}</p>`}
    </fieldset>
  `;
}

function askerWords(asker) {
  return asker === "patients" ? gettext("Patients") : gettext("Praticiens de l’organisation");
}

/** Where so few answer, a question may wait long. */
export function Few({ n }) {
  if (n >= FEW) return null;
  return html`<p class="hint">${gettext("Un groupe d’au moins 3 experts évite les questions sans réponse.")}</p>`;
}

/** To the first field that holds it up. */
export function focusProblem(place, [name]) {
  const field = name === "members" ? place.querySelector(".picker input") : place.querySelector(`[name=${name}]`);
  field?.focus();
}
