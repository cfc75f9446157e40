import { fill, gettext } from "../words.js";
import { html } from "./preact.js";

export const TITLE_MIN = 3;
export const TITLE_MAX = 120;
const COUNT_FROM = 500;

/** The subject and the text of a question. */
export function TextFields({ form, limit, onChange, problems }) {
  const left = limit - [...form.text].length;
  return html`
    <fieldset class="ask-part">
      <legend>${gettext("Votre question")}</legend>
      <${Field} name="title" words=${gettext("Objet")} hint=${gettext("Quelques mots, par exemple : rougeur au bras")} problem=${problems.includes("title") && titleWords(form.title)}>
        <input
          type="text"
          id="ask-title-field"
          name="title"
          maxlength=${TITLE_MAX}
          autocomplete="off"
          aria-describedby="ask-title-hint"
          aria-invalid=${problems.includes("title") ? "true" : undefined}
          value=${form.title}
          onInput=${(event) => onChange({ title: event.target.value })}
        />
      <//>
      <${Field} name="text" words=${gettext("Message")} hint=${gettext("Depuis quand ? Traitements en cours ? Allergies ?")} problem=${problems.includes("text") && textWords(left)}>
        <textarea
          id="ask-text-field"
          name="text"
          rows="7"
          dir="auto"
          aria-describedby="ask-text-hint"
          aria-invalid=${problems.includes("text") ? "true" : undefined}
          value=${form.text}
          onInput=${(event) => onChange({ text: event.target.value })}
        ></textarea>
      <//>
      ${left <= COUNT_FROM && html`<p class=${left < 0 ? "hint composer-over" : "hint"} role="status">${countWords(left)}</p>`}
    </fieldset>
  `;
}

function Field({ name, words, hint, problem, children }) {
  return html`
    <div class="field">
      <label class="label" for=${`ask-${name}-field`}>${words}</label>
      <p class="hint" id=${`ask-${name}-hint`}>${hint}${problem && html`<span class="errorlist ask-problem">${problem}</span>`}</p>
      ${children}
    </div>
  `;
}

function titleWords(title) {
  return title.trim() ? gettext("Écrivez au moins trois lettres.") : gettext("Donnez un objet à votre question.");
}

function textWords(left) {
  return left < 0 ? countWords(left) : gettext("Écrivez votre question.");
}

function countWords(left) {
  const words = left >= 0 ? gettext("%(n)s caractères restants") : gettext("%(n)s caractères de trop");
  return fill(words, { n: Math.abs(left) });
}
