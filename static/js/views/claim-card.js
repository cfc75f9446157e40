import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { useKey } from "./keys.js";
import { html } from "./preact.js";

/** Below a question that I read: « Répondre » takes it, and says so (S2-13). */
export function ClaimCard({ question }) {
  const { actions } = useApp();
  const claim = () => question.can_claim && actions.claim(question.id);
  useKey("r", claim);
  if (!question.can_claim) {
    return html`<p class="composer-closed">${gettext("Vous ne pouvez pas répondre à cette question.")}</p>`;
  }
  return html`
    <div class="claim-card">
      <p id="claim-words">
        <strong>${gettext("Cette question attend une réponse.")}</strong>${" "}
        ${gettext("En cliquant sur Répondre, vous prenez cette question en charge. Elle ne sera plus visible par les autres membres du groupe.")}
      </p>
      <button class="button claim-button" type="button" aria-describedby="claim-words" aria-keyshortcuts="R" onClick=${claim}>
        ${gettext("Répondre")}<kbd class="claim-key" aria-hidden="true">R</kbd>
      </button>
    </div>
  `;
}
