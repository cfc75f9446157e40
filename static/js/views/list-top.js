import { askable } from "../store/queues.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { html } from "./preact.js";

/** Above the list: what can be begun, all groups, and what concerns the list as a whole. */
export function ListTop({ list, canWrite, choosing, onDialog }) {
  const { reader } = useApp();
  const words = gettext("Tous les groupes");
  return html`
    <header class="list-header">
      <h1 id="list-title"><span>${gettext("Discussions")}</span></h1>
      <div class="list-actions">
        ${canWrite && html`<${News} onDialog=${onDialog} />`}
        ${(canWrite || reader.is_administrator) &&
        html`<button class="icon-button" type="button" aria-label=${words} title=${words} onClick=${() => onDialog("all-groups")}>
          <${Icon} name="home" />
        </button>`}
        <${Overflow} list=${list} canWrite=${canWrite} choosing=${choosing} onDialog=${onDialog} />
      </div>
    </header>
  `;
}

/** What a practitioner can begin. */
function News({ onDialog }) {
  const { actions } = useApp();
  const canAsk = useStore((state) => askable(state).length > 0);
  const items = [
    { words: gettext("Nouveau message privé"), icon: "person", onPick: () => onDialog("new-private") },
    { words: gettext("Nouveau groupe de discussion"), icon: "people", onPick: () => onDialog("new-group") },
    canAsk && { words: gettext("Poser une question à un groupe d’experts"), icon: "question", onPick: actions.startAsking },
  ].filter(Boolean);
  return html`<${Menu} label=${gettext("Nouveau message")} words=${gettext("Message")} icon="plus" items=${items} className="button list-new" />`;
}

function Overflow({ list, canWrite, choosing, onDialog }) {
  const app = useApp();
  const { filters } = list;
  const isCompact = useStore((state) => state.preferences.density) === "compact";
  const items = [
    { words: gettext("Tout marquer comme lu"), icon: "both", onPick: app.actions.readAll },
    { words: gettext("Sélectionner"), icon: "tick", onPick: choosing.begin },
    {
      words: filters.archived ? gettext("Masquer les archivées") : gettext("Afficher les archivées"),
      icon: "box",
      onPick: () => app.list.filter({ archived: !filters.archived }),
    },
    {
      words: isCompact ? gettext("Densité : confortable") : gettext("Densité : compacte"),
      icon: "density",
      onPick: () => app.preferences.change({ density: isCompact ? "comfortable" : "compact" }),
    },
    canWrite && { words: gettext("Brouillons"), icon: "pencil", onPick: () => onDialog("drafts") },
    { words: gettext("Réponses types"), icon: "bolt", onPick: () => onDialog("quick-replies") },
  ].filter(Boolean);
  return html`<${Menu} label=${gettext("Plus")} items=${items} />`;
}

export function Ask() {
  const { actions } = useApp();
  const canAsk = useStore((state) => askable(state).length > 0);
  if (!canAsk) return null;
  return html`<button class="button list-ask" type="button" onClick=${actions.startAsking}>
    <${Icon} name="question" /><span>${gettext("Poser une question")}</span>
  </button>`;
}
