import { pendingWords } from "../question-words.js";
import { fill, gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { useNow } from "./now.js";
import { html, useEffect, useRef } from "./preact.js";

/** « Groupes d’experts »: those of which I am a member or that I administer. */
export function MyExperts({ onDialog }) {
  const { actions, reader } = useApp();
  const experts = useStore((state) => state.experts);
  const mine = experts?.filter((group) => group.is_member || group.is_administrator);
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
        ${reader.is_administrator && html`<${Create} onDialog=${onDialog} />`}
      </header>
      <div class="place">
        ${!mine && html`<p class="soft" role="status">${gettext("Chargement…")}</p>`}
        ${mine?.length === 0 && html`<p class="soft">${gettext("Vous n’êtes membre d’aucun groupe d’experts.")}</p>`}
        <ul class="cards" role="list">
          ${mine?.map((group) => html`<${Group} key=${group.id} group=${group} onDialog=${onDialog} />`)}
        </ul>
      </div>
    </main>
  `;
}

function Create({ onDialog }) {
  return html`<button class="button" type="button" onClick=${() => onDialog("new-experts")}>
    <${Icon} name="plus" /><span>${gettext("Groupe d’experts")}</span>
  </button>`;
}

function Group({ group, onDialog }) {
  const { dates } = useApp();
  const now = useNow();
  const line = [group.specialty, group.is_member && gettext("Membre")].filter(Boolean).join(" · ");
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
      ${group.is_administrator &&
      html`<button
        class="icon-button"
        type="button"
        title=${gettext("Paramètres")}
        aria-label=${fill(gettext("Paramètres du groupe %(name)s"), group)}
        onClick=${() => onDialog("experts", { group: group.id })}
      >
        <${Icon} name="gear" />
      </button>`}
    </li>
  `;
}
