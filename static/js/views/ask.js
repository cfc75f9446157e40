import { newId } from "../ids.js";
import { BLANK, firstIncomplete, PATIENT_TEXT_MAX, problemsOf, STEPS } from "../store/ask-form.js";
import { ASKING } from "../store/photos.js";
import { askable } from "../store/queues.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { AskCheck } from "./ask-check.js";
import { AskTexts } from "./ask-fields.js";
import { AskGroups } from "./ask-groups.js";
import { AskPhotos } from "./ask-photos.js";
import { AskSent } from "./ask-sent.js";
import { AskSteps, Summary } from "./ask-steps.js";
import { useApp, useStore } from "./context.js";
import { Emergency } from "./emergency.js";
import { Icon } from "./icons.js";
import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { useTray } from "./tray.js";

const VIEWS = { group: AskGroups, text: AskTexts, photos: AskPhotos, check: AskCheck };
// The group is another one now than the page believed.
const OF_GROUP = new Set(["group_inactive", "not_open_to_you", "not_found"]);

/** « Poser une question »: to whom, what, and what will become of it. */
export function AskPane({ onDialog }) {
  const { actions, reader } = useApp();
  const form = useStore((state) => state.asking) ?? BLANK;
  const title = useRef(null);
  useEffect(() => title.current.focus({ preventScroll: true }), []);
  const back = reader.is_practitioner ? gettext("Revenir aux discussions") : gettext("Revenir à mes messages");
  return html`
    <main class="thread ask" id="main" aria-labelledby="ask-title">
      <header class="thread-header">
        <button class="icon-button thread-back ask-back" type="button" aria-label=${back} onClick=${actions.close}>
          <${Icon} name="back" />
        </button>
        <h2 class="thread-title" id="ask-title" tabindex="-1" ref=${title}>${gettext("Poser une question")}</h2>
      </header>
      ${form.sent ? html`<${AskSent} question=${form.sent} group=${form.group} onDialog=${onDialog} />` : html`<${AskForm} form=${form} onDialog=${onDialog} />`}
    </main>
  `;
}

/** One step at a time; nothing typed is lost by going back or by looking away. */
function AskForm({ form, onDialog }) {
  const { actions, reader } = useApp();
  const experts = useStore((state) => state.experts);
  const groups = useMemo(() => askable({ experts, me: reader }), [experts, reader]);
  const limit = useStore((state) => (reader.is_practitioner ? state.limits.text_max : PATIENT_TEXT_MAX));
  const [tried, setTried] = useState(-1);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const place = useRef(null);
  const step = STEPS[form.step];
  const tray = useTray(ASKING);
  const needsCheck = reader.is_patient && !reader.is_practitioner;
  const all = problemsOf(form, { limit, needsCheck, groups, tray });
  const problems = tried >= form.step ? all[step] : [];
  const focusFirst = () => place.current.querySelector(`[name=${all[step][0]}]:not(:disabled)`)?.focus();
  // The same words in the same places are the same intention.
  const change = (part) => (setRefusal(""), actions.keepAsking({ ...form, ...part, client_id: newId() }));
  const go = (next) => actions.keepAsking({ ...form, step: next });
  useFocusOnChange(place, form.step);

  async function submit(event) {
    event.preventDefault();
    setTried(Math.max(tried, form.step));
    if (isBusy || all[step].length) return focusFirst();
    if (form.step < STEPS.length - 1) return go(form.step + 1);
    if (firstIncomplete(all) < form.step) return go(firstIncomplete(all));
    setBusy(true);
    const refused = await actions.ask({ ...form, title: form.title.trim(), text: form.text.trim() });
    if (!refused) return undefined;
    setBusy(false);
    setRefusal(refusalWords(refused));
    return OF_GROUP.has(refused.code) && actions.refreshExperts();
  }

  const View = VIEWS[step];
  return html`
    <form class="ask-form" noValidate ref=${place} onSubmit=${submit}>
      <${AskSteps} step=${form.step} onGo=${go} />
      <${Summary} problems=${problems} form=${form} limit=${limit} onPick=${focusField(place)} />
      ${refusal && html`<p class="notice notice-error" role="alert">${refusal} ${gettext("Votre texte est conservé.")}</p>`}
      <${View} form=${form} groups=${groups} limit=${limit} needsCheck=${needsCheck} problems=${problems} onChange=${change} onGo=${go} onDialog=${onDialog} />
      ${isBusy && isOnTheirWay(tray) && html`<p class="soft" role="status">${gettext("Envoi des photos…")}</p>`}
      <${Moves} step=${form.step} isBusy=${isBusy} canGo=${groups.length > 0} onGo=${go} />
      ${reader.is_patient && html`<${Emergency} organisation=${groups.find((one) => one.id === form.group)?.organisation.id} />`}
    </form>
  `;
}

const isOnTheirWay = (tray) => tray.some((one) => one.phase !== "ready" && one.phase !== "failed");

const focusField = (place) => (name) => place.current.querySelector(`[name=${name}]:not(:disabled)`)?.focus();

/** To the heading of a step that was not there before, so that it is read. */
function useFocusOnChange(place, step) {
  const known = useRef(step);
  useEffect(() => {
    if (known.current === step) return;
    known.current = step;
    place.current.querySelector(".ask-heading").focus({ preventScroll: true });
    place.current.parentElement.scrollTop = 0;
  }, [step]);
}

function Moves({ step, isBusy, canGo, onGo }) {
  const { actions } = useApp();
  const isLast = step === STEPS.length - 1;
  return html`
    <div class="actions ask-moves">
      ${canGo &&
      html`<button class="button ask-send" type="submit" aria-disabled=${String(isBusy)}>
        ${isLast ? gettext("Envoyer ma question") : gettext("Continuer")}
      </button>`}
      ${step > 0
        ? html`<button class="button button-quiet" type="button" onClick=${() => onGo(step - 1)}>${gettext("Retour")}</button>`
        : html`<button class="button button-quiet" type="button" onClick=${actions.close}>${gettext("Annuler")}</button>`}
    </div>
  `;
}
