import { pendingWords } from "../question-words.js";
import { changesOf, formOf, problemsOf } from "../store/group-form.js";
import { pendingOf } from "../store/queues.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { ExpertsFields, focusProblem } from "./experts-fields.js";
import { Enrolling, Experts, Expelling } from "./experts-members.js";
import { useNow } from "./now.js";
import { Pausing } from "./pausing.js";
import { html, useEffect, useState } from "./preact.js";

/** « Paramètres » of an expert group (S2-32, S2-34, S2-36), one thing at a time:
 * overview, describing, enrolling, expelling, pausing. */
export function ExpertsDialog({ group: id, onClose }) {
  const { actions } = useApp();
  const group = useStore((state) => state.experts?.find((one) => one.id === id));
  const [step, setStep] = useState({ name: "overview" });
  useEffect(() => void actions.loadExperts(), []);
  const isHere = group?.is_administrator === true;
  useEffect(() => {
    if (!isHere) onClose();
  }, [isHere]);
  if (!isHere) return null;
  const back = (notice) => setStep({ name: "overview", notice });
  const Step = STEPS[step.name];
  return html`
    <${Dialog} step=${step.name} title=${titleOf(step.name, group)} onClose=${onClose} onBack=${step.name === "overview" ? undefined : () => back()}>
      <${Step} key=${step.name} group=${group} ...${step} onStep=${(name, more) => setStep({ name, ...more })} onBack=${(notice) => back(typeof notice === "string" ? notice : "")} />
    <//>
  `;
}

const STEPS = { overview: Overview, describing: Describing, enrolling: Enrolling, expelling: Expelling, pausing: Pausing };

function titleOf(step, group) {
  const words = {
    overview: group.name,
    describing: gettext("Modifier le groupe"),
    enrolling: gettext("Ajouter des membres"),
    expelling: gettext("Retirer du groupe ?"),
    pausing: gettext("Désactiver le groupe ?"),
  };
  return words[step];
}

function Overview({ group, notice, onStep }) {
  const names = [group.public_name !== group.name && group.public_name, group.specialty].filter(Boolean).join(" · ");
  return html`
    ${notice && html`<p class="notice notice-warning" role="status">${notice}</p>`}
    <div class="experts-facts">
      <p>
        <span class=${group.active ? "chip chip-success" : "chip"}>${group.active ? gettext("Actif") : gettext("Désactivé temporairement")}</span>
        ${names && html` <span class="soft">${names}</span>`}
      </p>
      ${group.description && html`<p class="soft">${group.description}</p>`}
      <${Waiting} group=${group} />
    </div>
    <div class="actions">
      <button class="button button-quiet" type="button" onClick=${() => onStep("describing")}>${gettext("Modifier le groupe")}</button>
      <${Switch} group=${group} onStep=${onStep} />
    </div>
    <${Experts} group=${group} onStep=${onStep} />
  `;
}

/** How many wait and since when. Who is no member learns no more (3.5). */
function Waiting({ group }) {
  const { actions, dates } = useApp();
  const now = useNow();
  const queues = useStore((state) => state.queues);
  const [told, setTold] = useState([]);
  useEffect(() => {
    if (!group.is_member) actions.queueAges(group.id).then(setTold, () => undefined);
  }, [group.is_member, group.n_pending]);
  const ages = group.is_member ? pendingOf({ queues }, group.id).map((row) => row.asked_at) : told;
  if (!ages.length) return html`<p>${group.n_pending ? pendingWords(group.n_pending) : gettext("Aucune question en attente.")}</p>`;
  return html`
    <p id="experts-waiting">${pendingWords(ages.length)}</p>
    <ul class="chosen" role="list" aria-labelledby="experts-waiting">
      ${ages.map((at) => html`<li key=${at} class="chip chip-warning"><time datetime=${at} title=${dates.full(at)}>${dates.since(at, now)}</time></li>`)}
    </ul>
  `;
}

function Switch({ group, onStep }) {
  const { actions } = useApp();
  const activate = async () => {
    const refusal = await actions.changeExperts(group.id, { active: true });
    actions.say(refusal ? refusalWords(refusal) : gettext("Le groupe reçoit de nouveau des questions."), refusal ? "error" : "status");
  };
  if (!group.active) return html`<button key="on" class="button" type="button" onClick=${activate}>${gettext("Activer le groupe")}</button>`;
  return html`<button key="off" class="button button-danger" type="button" onClick=${() => onStep("pausing")}>${gettext("Désactiver temporairement")}</button>`;
}

function Describing({ group, onBack }) {
  const { actions } = useApp();
  const [form, setForm] = useState(() => formOf(group));
  const [hasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const problems = problemsOf(form);

  async function save(event) {
    event.preventDefault();
    setTried(true);
    if (isBusy || problems.length) return focusProblem(event.target, problems);
    const changes = changesOf(group, form);
    if (!changes) return onBack();
    setBusy(true);
    const refusal = await actions.changeExperts(group.id, changes);
    if (!refusal) return onBack();
    actions.say(refusalWords(refusal), "error");
    setBusy(false);
  }

  return html`
    <form class="dialog-form" noValidate onSubmit=${save}>
      <${ExpertsFields} form=${form} onChange=${setForm} problems=${hasTried ? problems : []} />
      <div class="actions dialog-actions">
        <button class="button" type="submit" aria-disabled=${String(isBusy)}>${gettext("Enregistrer")}</button>
        <button class="button button-quiet" type="button" onClick=${onBack}>${gettext("Annuler")}</button>
      </div>
    </form>
  `;
}
