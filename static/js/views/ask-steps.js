import { STEPS, TITLE_MIN } from "../store/ask-form.js";
import { fill, gettext, ngettext } from "../words.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

export function stepWords(step) {
  const words = {
    group: gettext("À qui s’adresse votre question ?"),
    text: gettext("Votre question"),
    photos: gettext("Photos (facultatif)"),
    check: gettext("Vérifier et envoyer"),
  };
  return words[step];
}

/** The same in one word. */
function stepName(step) {
  const words = { group: gettext("Groupe"), text: gettext("Question"), photos: gettext("Photos"), check: gettext("Vérification") };
  return words[step];
}

/** Where I am in it; what is done can be gone back to. */
export function AskSteps({ step: here, onGo }) {
  return html`
    <nav class="ask-steps" aria-label=${gettext("Étapes")}>
      <p class="ask-steps-words">${fill(gettext("Étape %(n)s sur %(total)s"), { n: here + 1, total: STEPS.length })}</p>
      <ol role="list">
        ${STEPS.map((step, place) => html`<${Step} key=${step} step=${step} place=${place} here=${here} onGo=${onGo} />`)}
      </ol>
    </nav>
  `;
}

function Step({ step, place, here, onGo }) {
  const isDone = place < here;
  const number = html`<span class="ask-step-dot" aria-hidden="true">${isDone ? html`<${Icon} name="tick" isBold />` : place + 1}</span>`;
  const words = html`<span class="ask-step-words">${stepName(step)}</span>`;
  return html`
    <li class=${isDone ? "ask-step ask-step-done" : "ask-step"} aria-current=${place === here ? "step" : undefined}>
      ${isDone
        ? html`<button class="ask-step-button" type="button" onClick=${() => onGo(place)}>${number}${words}</button>`
        : html`${number}${words}`}
    </li>
  `;
}

/** What holds the step up, all of it; each leads to its field. */
export function Summary({ problems, form, limit, onPick }) {
  if (!problems.length) return null;
  const title = ngettext("%(n)s point à compléter", "%(n)s points à compléter", problems.length);
  return html`
    <div class="notice notice-error ask-summary" role="alert">
      <p>${fill(title, { n: problems.length })}</p>
      <ul>
        ${problems.map(
          (name) => html`<li key=${name}>
            <button class="button-link" type="button" onClick=${() => onPick(name)}>${problemWords(name, form, limit)}</button>
          </li>`,
        )}
      </ul>
    </div>
  `;
}

export function problemWords(name, { title, text }, limit) {
  const words = {
    group: gettext("Choisissez un groupe."),
    title: titleWords(title.trim()),
    text: text.trim() ? countWords(limit - [...text].length) : gettext("Écrivez votre question."),
    photos: gettext("Une photo n’a pas pu être envoyée. Réessayez ou retirez-la."),
    isUnderstood: gettext("Cochez cette case pour envoyer votre question."),
  };
  return words[name];
}

function titleWords(title) {
  if (!title) return gettext("Donnez un objet à votre question.");
  return [...title].length < TITLE_MIN ? gettext("Écrivez au moins trois lettres.") : gettext("Cet objet est trop long.");
}

export function countWords(left) {
  const words = left >= 0 ? gettext("%(n)s caractères restants") : gettext("%(n)s caractères de trop");
  return fill(words, { n: Math.abs(left) });
}
