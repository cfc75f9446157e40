import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useEffect } from "./preact.js";

/** Below a question that I read: « Répondre » takes it, and says so (S2-13). */
export function ClaimCard({ question }) {
  const { actions } = useApp();
  const claim = () => actions.claim(question.id);
  useEffect(() => {
    const press = (event) => {
      if (event.key.toLowerCase() !== "r" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      claim();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [question.id]);
  if (!question.can_claim) {
    return html`<p class="composer-closed">${gettext("Vous ne pouvez pas répondre à cette question.")}</p>`;
  }
  return html`
    <div class="claim-card">
      <p id="claim-words">
        ${gettext("En cliquant sur Répondre, vous prenez cette question en charge. Elle ne sera plus visible par les autres membres du groupe.")}
      </p>
      <button class="button claim-button" type="button" aria-describedby="claim-words" aria-keyshortcuts="R" onClick=${claim}>
        ${gettext("Répondre")}
      </button>
    </div>
  `;
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [role=menu], dialog") != null;
}
