import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef } from "./preact.js";

/** « Votre question est envoyée »: what comes next, and taking it back while that can be
 * done. It follows what becomes of the question. */
export function AskSent({ question, onDialog }) {
  const { actions, reader } = useApp();
  const state = useStore(({ rows }) => rows[question]?.state ?? "pending");
  const heading = useRef(null);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  const home = reader.is_practitioner ? gettext("Revenir aux discussions") : gettext("Revenir à mes messages");
  return html`
    <section class="ask-sent" aria-labelledby="ask-sent">
      <span class="ask-sent-mark" aria-hidden="true"><${Icon} name=${state === "withdrawn" ? "undo" : "tick"} isBold /></span>
      <h3 id="ask-sent" tabindex="-1" ref=${heading}>
        ${state === "withdrawn" ? gettext("Vous avez retiré votre question.") : gettext("Votre question est envoyée")}
      </h3>
      ${state === "pending" && html`<${Next} />`}
      <p role="status">${becameWords(state)}</p>
      <div class="actions ask-sent-actions">
        <button class="button" type="button" onClick=${() => actions.open(question)}>${gettext("Suivre ma question")}</button>
        <button class="button button-quiet" type="button" onClick=${actions.close}>${home}</button>
        ${state === "pending" &&
        html`<button class="button-link" type="button" onClick=${() => onDialog("withdraw", { question })}>${gettext("Retirer ma question")}</button>`}
      </div>
    </section>
  `;
}

function Next() {
  return html`
    <ol class="ask-next">
      <li>${gettext("Les experts du groupe lisent votre question.")}</li>
      <li>${gettext("L’un d’eux la prend en charge ; lui seul la voit alors.")}</li>
      <li>${gettext("Vous lisez sa réponse et pouvez lui écrire de nouveau.")}</li>
    </ol>
  `;
}

function becameWords(state) {
  const words = {
    claimed: gettext("Un expert a pris en charge votre question."),
    closed: gettext("L’échange a été clôturé."),
    withdrawn: gettext("Les experts ne la voient plus."),
  };
  return words[state] ?? "";
}
