import { pendingWords } from "../question-words.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { useNow } from "./now.js";
import { html, useEffect, useRef } from "./preact.js";

/** « Groupes d’experts »: those of which I am a member. */
export function MyExperts() {
  const { actions } = useApp();
  const experts = useStore((state) => state.experts);
  const mine = experts?.filter((group) => group.is_member);
  const title = useRef(null);
  useEffect(() => void actions.loadExperts(), []);
  useEffect(() => title.current.focus({ preventScroll: true }), []);
  return html`
    <main class="thread" id="main" aria-labelledby="experts-title">
      <header class="thread-header">
        <button class="icon-button thread-back" type="button" aria-label=${gettext("Revenir aux discussions")} onClick=${actions.close}>
          <${Icon} name="back" />
        </button>
        <h2 class="thread-title thread-names" id="experts-title" tabindex="-1" ref=${title}>${gettext("Groupes d’experts")}</h2>
      </header>
      <div class="place">
        ${!mine && html`<p class="soft" role="status">${gettext("Chargement…")}</p>`}
        ${mine?.length === 0 && html`<p class="soft">${gettext("Vous n’êtes membre d’aucun groupe d’experts.")}</p>`}
        <ul class="cards" role="list">
          ${mine?.map((group) => html`<${Group} key=${group.id} group=${group} />`)}
        </ul>
      </div>
    </main>
  `;
}

function Group({ group }) {
  const { dates } = useApp();
  const now = useNow();
  const line = [group.specialty, gettext("Membre")].filter(Boolean).join(" · ");
  return html`
    <li class="card">
      <span class="avatar avatar-kind avatar-expert" aria-hidden="true"><${Icon} name="experts" /></span>
      <div class="card-words">
        <h3>${group.name}</h3>
        <p class="soft">${line}</p>
        <p>
          ${group.n_pending ? pendingWords(group.n_pending) : gettext("Aucune question en attente")}
          ${group.oldest_asked_at && html`<span class="soft"> · ${dates.since(group.oldest_asked_at, now)}</span>`}
        </p>
      </div>
      <span class=${group.active ? "chip chip-success" : "chip"}>${group.active ? gettext("Actif") : gettext("Désactivé temporairement")}</span>
    </li>
  `;
}
