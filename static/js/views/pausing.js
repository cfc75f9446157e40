import { pendingWords } from "../question-words.js";
import { targetsOf } from "../store/group-form.js";
import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html, useEffect, useState } from "./preact.js";

const ASKS = "pending_questions";

/** An administrator stops a group for a while; where questions wait, he says what
 * becomes of them (S2-34). */
export function PausingDialog({ group: id, onClose }) {
  const { actions } = useApp();
  const group = useStore((state) => state.experts?.find((one) => one.id === id));
  const isHere = group?.is_administrator === true;
  // What waits is counted now.
  useEffect(() => void actions.loadExperts(), []);
  useEffect(() => void (isHere || onClose()), [isHere]);
  if (!isHere) return null;
  return html`
    <${Dialog} title=${fill(gettext("Désactiver « %(name)s » ?"), group)} onClose=${onClose}>
      <${Pausing} group=${group} onBack=${onClose} />
    <//>
  `;
}

function Pausing({ group, onBack }) {
  const { actions } = useApp();
  const targets = targetsOf(useStore((state) => state.experts), group);
  const limit = useStore((state) => state.limits.text_max);
  const [told, setTold] = useState(0);
  const n = Math.max(told, group.n_pending);
  const [choice, setChoice] = useState({ what: "leave", target: "", text: "" });
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);

  const choose = (next) => {
    setChoice(next);
    setProblem("");
  };

  async function pause(event) {
    event.preventDefault();
    const missing = n > 0 ? missingWords(choice) : "";
    setProblem(missing);
    if (isBusy || missing) return;
    setBusy(true);
    const refusal = await actions.changeExperts(group.id, { active: false, ...(n > 0 && { pending: pendingOf(choice) }) });
    if (!refusal) {
      actions.say(gettext("Le groupe ne reçoit plus de nouvelles questions."));
      return onBack();
    }
    setBusy(false);
    // One came while this stood here: now there is something to choose.
    if (refusal.code === ASKS) setTold(refusal.detail.n ?? 1);
    setProblem(refusalWords(refusal));
  }

  return html`
    <form class="dialog-form" noValidate onSubmit=${pause}>
      <p>${gettext("Le groupe ne recevra plus de nouvelles questions jusqu’à ce que vous l’activiez. Les échanges pris en charge continuent.")}</p>
      ${n > 0 && html`<${Choices} n=${n} choice=${choice} targets=${targets} limit=${limit} onChange=${choose} />`}
      ${problem && html`<p class="errorlist" role="alert">${problem}</p>`}
      <div class="actions dialog-actions">
        <button class="button button-danger" type="submit" aria-disabled=${String(isBusy)}>${gettext("Désactiver temporairement")}</button>
        <button class="button button-quiet" type="button" onClick=${onBack}>${gettext("Annuler")}</button>
      </div>
    </form>
  `;
}

function missingWords({ what, target, text }) {
  if (what === "move" && !target) return gettext("Choisissez un groupe.");
  if (what === "close" && !text.trim()) return gettext("Écrivez le message que les demandeurs liront.");
  return "";
}

function pendingOf({ what, target, text }) {
  if (what === "move") return { move_to: target };
  return what === "close" ? { close_with: text.trim() } : "leave";
}

function Choices({ n, choice, targets, limit, onChange }) {
  const pick = (what) => onChange({ ...choice, what });
  const radio = (what, words) => html`<label class="tick" key=${what}>
    <input type="radio" name="pending" value=${what} checked=${choice.what === what} onChange=${() => pick(what)} />
    <span>${words}</span>
  </label>`;
  return html`
    <fieldset class="experts-askers">
      <legend class="label">${pendingWords(n)}</legend>
      ${radio("leave", gettext("Laisser répondre les membres actuels"))}
      ${targets.length > 0 && radio("move", gettext("Réorienter vers un autre groupe"))}
      ${choice.what === "move" &&
      html`<select class="input" aria-label=${gettext("Groupe")} value=${choice.target} onChange=${(event) => onChange({ ...choice, target: event.target.value })}>
        <option value="">${gettext("Choisir…")}</option>
        ${targets.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
      </select>`}
      ${radio("close", gettext("Clore avec un message"))}
      ${choice.what === "close" &&
      html`<label class="field">
        <span class="hint">${gettext("Chaque demandeur lira ce message à la fin de son échange.")}</span>
        <textarea
          rows="3"
          maxlength=${limit}
          dir="auto"
          aria-label=${gettext("Message aux demandeurs")}
          value=${choice.text}
          onInput=${(event) => onChange({ ...choice, text: event.target.value })}
        ></textarea>
      </label>`}
    </fieldset>
  `;
}
