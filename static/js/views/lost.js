import { nextQuestion } from "../store/queues.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Pending } from "./pending.js";
import { html, useLayoutEffect, useRef } from "./preact.js";

/** In the place of a question that waits no more: nothing of what it said. */
export function Lost({ open, onDialog }) {
  const { actions, reader } = useApp();
  const next = useStore((state) => nextQuestion(state, open.group, reader.id));
  const outbox = useStore((state) => state.outbox);
  const mine = outbox.filter((one) => one.conversation === open.id);
  // What could not be put among my drafts.
  const text = actions.drafts.text(open.id);
  const place = useRef(null);
  useLayoutEffect(() => focusAfter(place.current), []);
  return html`
    <main class="thread thread-nothing" id="main" ref=${place}>
      <p class="lost-words" role="alert">${open.isRaced ? racedWords() : goneWords()}</p>
      ${text && html`<p class="draft-text lost-text" dir="auto">${text}</p>`}
      ${mine.length > 0 && html`<ol class="lost-texts" role="list">${mine.map((message) => html`<${Pending} key=${message.client_id} message=${message} />`)}</ol>`}
      <div class="actions">
        ${next && html`<button class="button" type="button" onClick=${() => actions.next(open.group)}>${gettext("Question suivante")}</button>`}
        ${open.isRaced && html`<button class="button button-quiet" type="button" onClick=${() => onDialog("drafts")}>${gettext("Brouillons")}</button>`}
        <button class="button button-quiet" type="button" onClick=${actions.close}>${gettext("Revenir aux discussions")}</button>
      </div>
    </main>
  `;
}

function racedWords() {
  return gettext("Cette question vient d’être prise en charge par un autre membre du groupe.");
}

/** A queue does not say why a question left it. */
function goneWords() {
  return gettext("Cette question n’attend plus de réponse : un autre membre du groupe l’a prise en charge, ou elle a été retirée.");
}

/** To the list; on a phone, where there is none in sight, to what can be done here. */
function focusAfter(place) {
  const list = document.querySelector(".list");
  const stop = list?.querySelector(".queue-row") ?? list?.querySelector("[data-stop]");
  if (stop && stop.offsetParent !== null) stop.focus();
  else place.querySelector("button").focus();
}
