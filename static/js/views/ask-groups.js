import { gettext } from "../words.js";
import { stepWords } from "./ask-steps.js";
import { html } from "./preact.js";

/** To whom: the groups that I may ask, in the words that were made for me. */
export function AskGroups({ form, groups, problems, onChange }) {
  const hasProblem = problems.includes("group");
  const isOneOrganisation = new Set(groups.map((one) => one.organisation.id)).size < 2;
  return html`
    <fieldset class="ask-part" aria-describedby=${hasProblem ? "ask-group-problem" : undefined}>
      <legend class="ask-heading" tabindex="-1">${stepWords("group")}</legend>
      ${!groups.length && html`<p class="soft">${gettext("Aucun groupe d’experts ne reçoit vos questions pour le moment.")}</p>`}
      ${hasProblem && html`<p class="errorlist" id="ask-group-problem">${gettext("Choisissez un groupe.")}</p>`}
      ${groups.map(
        (group) => html`<${Choice}
          key=${group.id}
          group=${group}
          isChosen=${form.group === group.id}
          place=${isOneOrganisation ? "" : group.organisation.name}
          onPick=${() => onChange({ group: group.id })}
        />`,
      )}
    </fieldset>
  `;
}

function Choice({ group, isChosen, place, onPick }) {
  const lines = [group.description, place].filter(Boolean);
  return html`
    <label class=${group.is_open ? "ask-group" : "ask-group ask-group-closed"}>
      <input type="radio" name="group" value=${group.id} checked=${isChosen} disabled=${!group.is_open} onChange=${onPick} />
      <span class="ask-group-name">${group.name}</span>
      ${lines.map((line) => html`<span class="ask-group-line" key=${line}>${line}</span>`)}
      ${!group.is_open && html`<span class="ask-group-line"><span class="chip chip-warning">${gettext("Temporairement fermé")}</span></span>`}
    </label>
  `;
}
