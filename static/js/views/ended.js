import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { html } from "./preact.js";

/** In the place of the composer where a question has come to its end (S2-41). */
export function Ended({ row, question }) {
  const { actions, dates, reader } = useApp();
  const isRequester = question?.requester.id === reader.id;
  return html`
    <div class="composer-closed ended">
      <p>${endWords(row, question, dates)}</p>
      <div class="actions">
        ${question?.can_reopen &&
        html`<button class="button button-quiet" type="button" onClick=${() => actions.reopen(row.id)}>
          ${isRequester ? gettext("Demander la réouverture") : gettext("Rouvrir l’échange")}
        </button>`}
        ${isRequester && html`<button class="button button-quiet" type="button" onClick=${actions.startAsking}>${gettext("Poser une nouvelle question")}</button>`}
      </div>
    </div>
  `;
}

function endWords(row, question, dates) {
  if (row.state === "withdrawn") return gettext("Vous avez retiré cette question. Elle n’est plus visible par le groupe.");
  const at = row.last?.kind === "closed" ? row.last.at : question?.closed_at;
  if (!at) return gettext("Échange clôturé.");
  if (row.last?.data?.reason === "group_inactive") {
    return fill(gettext("Ce groupe ne reçoit plus de questions pour le moment : échange clôturé le %(date)s."), { date: dates.date(at) });
  }
  return fill(gettext("Échange clôturé le %(date)s."), { date: dates.date(at) });
}
