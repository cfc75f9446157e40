import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html, useEffect, useState } from "./preact.js";

/** An expert is taken out of a group, at once; what he has taken stays his, or goes to
 * another member (S2-28). */
export function ExpellingDialog({ group: id, member: memberId, onClose }) {
  const { actions } = useApp();
  const group = useStore((state) => state.experts?.find((one) => one.id === id));
  const member = group?.members?.find((one) => one.id === memberId);
  const [choice, setChoice] = useState({ what: "keep", heir: "" });
  const [hasProblem, setProblem] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isHere = member !== undefined;
  useEffect(() => void (isHere || isBusy || onClose()), [isHere]);
  if (!isHere) return null;
  const choose = (next) => (setProblem(false), setChoice({ ...choice, ...next }));

  async function expel(event) {
    event.preventDefault();
    const isMissing = choice.what === "give" && !choice.heir;
    setProblem(isMissing);
    if (isBusy || isMissing) return;
    setBusy(true);
    const heir = member.n_open > 0 && choice.what === "give" ? choice.heir : undefined;
    if (await actions.expel(id, member, heir)) return onClose();
    setBusy(false);
  }

  return html`
    <${Dialog} title=${fill(gettext("Retirer %(name)s du groupe ?"), member)} onClose=${onClose}>
      <form class="dialog-form" noValidate onSubmit=${expel}>
        <p>${fill(gettext("%(name)s ne verra plus les questions en attente de ce groupe, dès maintenant."), member)}</p>
        ${member.n_open > 0 && html`<${Taken} member=${member} others=${group.members.filter((one) => one.id !== memberId)} choice=${choice} hasProblem=${hasProblem} onChange=${choose} />`}
        <div class="actions dialog-actions">
          <button class="button button-danger" type="submit" aria-disabled=${String(isBusy)}>${gettext("Retirer du groupe")}</button>
          <button class="button button-quiet" type="button" onClick=${onClose}>${gettext("Annuler")}</button>
        </div>
      </form>
    <//>
  `;
}

function Taken({ member, others, choice, hasProblem, onChange }) {
  const n = member.n_open;
  const words = ngettext("%(name)s a %(n)s échange en cours", "%(name)s a %(n)s échanges en cours", n);
  const radio = (what, label) => html`<label class="tick">
    <input type="radio" name="taken" value=${what} checked=${choice.what === what} onChange=${() => onChange({ what })} />
    <span>${label}</span>
  </label>`;
  return html`
    <fieldset class="experts-askers">
      <legend class="label">${fill(words, { name: member.name, n })}</legend>
      ${radio("keep", ngettext("Le lui laisser", "Les lui laisser", n))} ${radio("give", gettext("Transférer à…"))}
      ${choice.what === "give" &&
      html`<div class="field">
        ${hasProblem && html`<p class="errorlist" id="expelling-problem" role="alert">${gettext("Choisissez un membre.")}</p>`}
        <select
          aria-label=${gettext("Transférer à")}
          aria-describedby=${hasProblem ? "expelling-problem" : undefined}
          aria-invalid=${hasProblem ? "true" : undefined}
          value=${choice.heir}
          onChange=${(event) => onChange({ heir: event.target.value })}
        >
          <option value="">${gettext("Choisir…")}</option>
          ${others.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
        </select>
        <p class="hint">${gettext("Ce membre lira tout l’échange ; le demandeur en est informé.")}</p>
      </div>`}
    </fieldset>
  `;
}
