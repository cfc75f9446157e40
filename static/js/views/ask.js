import { newId } from "../ids.js";
import { askable } from "../store/queues.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Emergency } from "./emergency.js";
import { Icon } from "./icons.js";
import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { TITLE_MAX, TITLE_MIN, TextFields } from "./ask-fields.js";

const PATIENT_TEXT_MAX = 4_000;
const BLANK = { group: "", title: "", text: "", isUnderstood: false };

/** To whom, what, and what will become of it; nothing typed is lost by looking away. */
export function AskPane() {
  const { actions, reader } = useApp();
  const experts = useStore((state) => state.experts);
  const groups = useMemo(() => askable({ experts, me: reader }), [experts, reader]);
  const form = useStore((state) => state.asking) ?? BLANK;
  const limit = useStore((state) => (reader.is_practitioner ? state.limits.text_max : PATIENT_TEXT_MAX));
  const [isBusy, setBusy] = useState(false);
  const [hasTried, setTried] = useState(false);
  const title = useRef(null);
  const change = (part) => actions.keepAsking({ ...form, ...part, client_id: newId() });
  const problems = problemsOf(form, limit, reader);
  useEffect(() => title.current.focus({ preventScroll: true }), []);

  async function send(event) {
    event.preventDefault();
    setTried(true);
    if (isBusy || problems.length) return focusFirst(event.target, problems);
    setBusy(true);
    const asked = { group: form.group, title: form.title.trim(), text: form.text.trim(), client_id: form.client_id };
    if (!(await actions.ask(asked))) setBusy(false);
  }

  return html`
    <main class="thread ask" id="main" aria-labelledby="ask-title">
      <header class="thread-header">
        <button class="icon-button thread-back" type="button" aria-label=${gettext("Revenir aux discussions")} onClick=${actions.close}>
          <${Icon} name="back" />
        </button>
        <h2 class="thread-title" id="ask-title" tabindex="-1" ref=${title}>${gettext("Poser une question")}</h2>
      </header>
      <form class="ask-form" noValidate onSubmit=${send}>
        <${GroupChoice} groups=${groups} form=${form} onChange=${change} problem=${hasTried && problems.includes("group")} />
        <${TextFields} form=${form} limit=${limit} onChange=${change} problems=${hasTried ? problems : []} />
        <${Check} form=${form} onChange=${change} problem=${hasTried && problems.includes("isUnderstood")} />
        <div class="actions">
          <button class="button ask-send" type="submit" aria-disabled=${String(isBusy)}>${gettext("Envoyer ma question")}</button>
          <button class="button button-quiet" type="button" onClick=${actions.close}>${gettext("Annuler")}</button>
        </div>
        ${reader.is_patient && html`<${Emergency} organisation=${groups.find((one) => one.id === form.group)?.organisation.id} />`}
      </form>
    </main>
  `;
}

function problemsOf({ group, title, text, isUnderstood }, limit, reader) {
  const n = [...title.trim()].length;
  return [
    !group && "group",
    (n < TITLE_MIN || n > TITLE_MAX) && "title",
    (!text.trim() || [...text.trim()].length > limit) && "text",
    reader.is_patient && !reader.is_practitioner && !isUnderstood && "isUnderstood",
  ].filter(Boolean);
}

function focusFirst(form, [name]) {
  form.querySelector(`[name=${name}]`)?.focus();
}

function GroupChoice({ groups, form, onChange, problem }) {
  return html`
    <fieldset class="ask-part" aria-describedby=${problem ? "ask-group-problem" : undefined}>
      <legend>${gettext("À qui s’adresse votre question ?")}</legend>
      ${!groups.length && html`<p class="soft">${gettext("Aucun groupe d’experts ne reçoit vos questions pour le moment.")}</p>`}
      ${groups.map(
        (group) => html`<label class=${group.is_open ? "ask-group" : "ask-group ask-group-closed"} key=${group.id}>
          <input type="radio" name="group" value=${group.id} checked=${form.group === group.id} disabled=${!group.is_open} onChange=${() => onChange({ group: group.id })} />
          <span class="ask-group-name">${group.name}</span>
          ${group.description && html`<span class="ask-group-line">${group.description}</span>`}
          ${!group.is_open && html`<span class="ask-group-line">${gettext("Temporairement fermé")}</span>`}
        </label>`,
      )}
      ${problem && html`<p class="errorlist" id="ask-group-problem">${gettext("Choisissez un groupe.")}</p>`}
    </fieldset>
  `;
}

/** Who will see it, how the answer comes, and what this is not. */
function Check({ form, onChange, problem }) {
  const { reader } = useApp();
  return html`
    <section class="ask-part" aria-labelledby="ask-check">
      <h3 id="ask-check">${gettext("Avant d’envoyer")}</h3>
      <p>${gettext("Votre question sera visible par les experts du groupe jusqu’à ce que l’un d’eux la prenne en charge ; ensuite, lui seul la verra.")}</p>
      <p>${gettext("Les échanges ne sont pas instantanés. La réponse s’affichera dans vos discussions.")}</p>
      ${reader.is_patient && !reader.is_practitioner &&
      html`<label class="tick">
        <input
          type="checkbox"
          name="isUnderstood"
          checked=${form.isUnderstood}
          aria-invalid=${problem ? "true" : undefined}
          aria-describedby=${problem ? "ask-check-problem" : undefined}
          onChange=${(event) => onChange({ isUnderstood: event.target.checked })}
        />
        <span>${gettext("J’ai compris que les échanges ne sont pas instantanés et que ce service n’est pas un service d’urgence.")}</span>
      </label>`}
      ${problem && html`<p class="errorlist" id="ask-check-problem">${gettext("Cochez cette case pour envoyer votre question.")}</p>`}
    </section>
  `;
}
