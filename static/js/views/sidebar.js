import { gettext } from "../words.js";
import { Connection } from "./connection.js";
import { useApp, useStore } from "./context.js";
import { Entry, useEntries } from "./entries.js";
import { Icon } from "./icons.js";
import { Mark } from "./mark.js";
import { Profile } from "./profile.js";
import { html } from "./preact.js";

/** « Menu principal » (3.2.1). Reduced to icons it says the same to who cannot see it. */
export function Sidebar({ layout, onDialog }) {
  const { settings } = useApp();
  const isCollapsed = useStore((state) => state.preferences.menu_collapsed);
  const isNarrow = layout === "icons" || isCollapsed;
  return html`
    <nav class=${isNarrow ? "sidebar sidebar-narrow" : "sidebar"} aria-label=${gettext("Menu principal")}>
      <a class="brand sidebar-brand" href=${settings.home} title=${isNarrow ? "Relais" : undefined}>
        <${Mark} /><span>Relais</span>
      </a>
      <${Messages} isNarrow=${isNarrow} />
      ${settings.siteAdministration && html`<${SiteAdministration} isNarrow=${isNarrow} />`}
      <div class="sidebar-end">
        <${Connection} isNarrow=${isNarrow} />
        <${Help} isNarrow=${isNarrow} onDialog=${onDialog} />
        <${Profile} onDialog=${onDialog} />
        ${layout === "wide" && html`<${Collapse} isCollapsed=${isCollapsed} />`}
      </div>
    </nav>
  `;
}

/** The group that unfolds. Folded, or without room for its name, it still counts. */
function Messages({ isNarrow }) {
  const { preferences } = useApp();
  const isFolded = useStore((state) => state.preferences.messages_folded) && !isNarrow;
  const entries = useEntries();
  const fold = () => preferences.change({ messages_folded: !isFolded });
  return html`
    <div class="sidebar-group">
      ${!isNarrow &&
      html`<button class="sidebar-head" type="button" aria-expanded=${String(!isFolded)} aria-controls="menu-messages" onClick=${fold}>
        <span>${gettext("Messages")}</span>
        ${isFolded && entries[0].count && html`<span class="badge">${entries[0].count}</span><span class="visually-hidden">${entries[0].about}</span>`}
        <${Icon} name=${isFolded ? "unfold" : "fold"} />
      </button>`}
      <ul class="sidebar-list" id="menu-messages" role="list" hidden=${isFolded}>
        ${entries.map((entry) => html`<li key=${entry.words}><${Entry} ...${entry} isNarrow=${isNarrow} /></li>`)}
      </ul>
    </div>
  `;
}

export function SiteAdministration({ isNarrow = false }) {
  const { settings } = useApp();
  const words = gettext("Administration");
  return html`<a class="sidebar-item" href=${settings.siteAdministration} title=${isNarrow ? words : undefined}>
    <${Icon} name="shield" /><span class="sidebar-words">${words}</span>
  </a>`;
}

export function Help({ isNarrow = false, onDialog }) {
  const words = gettext("Aide");
  return html`<button class="sidebar-item" type="button" title=${isNarrow ? words : undefined} onClick=${() => onDialog("shortcuts")}>
    <${Icon} name="help" /><span class="sidebar-words">${words}</span>
  </button>`;
}

/** Where the window is wide enough for a choice. */
function Collapse({ isCollapsed }) {
  const { preferences } = useApp();
  const words = isCollapsed ? gettext("Agrandir le menu") : gettext("Réduire le menu");
  return html`<button
    class="sidebar-item"
    type="button"
    title=${isCollapsed ? words : undefined}
    onClick=${() => preferences.change({ menu_collapsed: !isCollapsed })}
  >
    <${Icon} name=${isCollapsed ? "widen" : "narrow"} /><span class="sidebar-words">${words}</span>
  </button>`;
}
