import { photoWords } from "../photo-words.js";
import { ASKING } from "../store/photos.js";
import { gettext } from "../words.js";
import { stepWords } from "./ask-steps.js";
import { useApp } from "./context.js";
import { html } from "./preact.js";
import { Small, useTray } from "./tray.js";

/** What will be sent, who will see it, how the answer comes, and what this is not. */
export function AskCheck({ form, groups, needsCheck, problems, onChange, onGo }) {
  const { reader } = useApp();
  const tray = useTray(ASKING);
  const group = groups.find((one) => one.id === form.group);
  return html`
    <section class="ask-part" aria-labelledby="ask-check">
      <h3 class="ask-heading" id="ask-check" tabindex="-1">${stepWords("check")}</h3>
      <dl class="ask-summary-list">
        <${Line} words=${gettext("Groupe d’experts")} change=${gettext("Modifier le groupe")} onChange=${() => onGo(0)}>${group?.name}<//>
        <${Line} words=${gettext("Objet")} change=${gettext("Modifier l’objet")} onChange=${() => onGo(1)}>${form.title.trim()}<//>
        <${Line} words=${gettext("Message")} change=${gettext("Modifier le message")} onChange=${() => onGo(1)}>${form.text.trim()}<//>
        ${tray.length > 0 &&
        html`<${Line} words=${gettext("Photos")} change=${gettext("Modifier les photos")} onChange=${() => onGo(2)}>
          <span class="ask-photos">${tray.map((photo) => html`<${Small} key=${photo.id} photo=${photo} />`)}</span>
          <span class="visually-hidden">${photoWords(tray.length)}</span>
        <//>`}
      </dl>
      <p>${gettext("Votre question sera visible par les experts du groupe jusqu’à ce que l’un d’eux la prenne en charge ; ensuite, lui seul la verra.")}</p>
      <p>
        ${gettext("Les échanges ne sont pas instantanés.")}${" "}
        ${reader.is_practitioner ? gettext("La réponse s’affichera dans vos discussions.") : gettext("La réponse s’affichera dans « Mes messages ».")}
      </p>
      ${needsCheck && html`<${Understood} form=${form} hasProblem=${problems.includes("isUnderstood")} onChange=${onChange} />`}
    </section>
  `;
}

function Line({ words, change, onChange, children }) {
  return html`
    <div class="ask-summary-line">
      <dt>${words}</dt>
      <dd dir="auto">${children}</dd>
      <dd class="ask-summary-change"><button class="button-link" type="button" aria-label=${change} onClick=${onChange}>${gettext("Modifier")}</button></dd>
    </div>
  `;
}

function Understood({ form, hasProblem, onChange }) {
  return html`
    <label class="tick ask-understood">
      <input
        type="checkbox"
        name="isUnderstood"
        checked=${form.isUnderstood}
        aria-invalid=${hasProblem ? "true" : undefined}
        aria-describedby=${hasProblem ? "ask-check-problem" : undefined}
        onChange=${(event) => onChange({ isUnderstood: event.target.checked })}
      />
      <span>${gettext("J’ai compris que les échanges ne sont pas instantanés et que ce service n’est pas un service d’urgence.")}</span>
    </label>
    ${hasProblem && html`<p class="errorlist" id="ask-check-problem">${gettext("Cochez cette case pour envoyer votre question.")}</p>`}
  `;
}
