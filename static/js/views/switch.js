import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp } from "./context.js";
import { html } from "./preact.js";

/** Let an expert group take questions, or not: the latter is asked about first. */
export function useSwitch(group, onDialog) {
  const { actions } = useApp();
  return async () => {
    if (group.active) return onDialog("pausing", { group: group.id });
    const refusal = await actions.changeExperts(group.id, { active: true });
    const words = refusal ? refusalWords(refusal) : gettext("Le groupe reçoit de nouveau des questions.");
    return actions.say(words, refusal ? "error" : "status");
  };
}

export function Switch({ group, onDialog }) {
  const turn = useSwitch(group, onDialog);
  return html`
    <button class="switch" type="button" role="switch" aria-checked=${String(group.active)} aria-label=${fill(gettext("%(name)s : groupe actif"), group)} onClick=${turn}>
      <span class="switch-track" aria-hidden="true"><span class="switch-thumb"></span></span>
      <span aria-hidden="true">${group.active ? gettext("Actif") : gettext("Désactivé temporairement")}</span>
    </button>
  `;
}
