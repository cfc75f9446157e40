import { gettext } from "../words.js";
import { Connection } from "./connection.js";
import { useApp } from "./context.js";
import { Entry, useEntries } from "./entries.js";
import { Icon } from "./icons.js";
import { Mark } from "./mark.js";
import { html, useLayoutEffect, useRef } from "./preact.js";
import { useProfileItems } from "./profile.js";
import { Help, SiteAdministration } from "./sidebar.js";

/** Above the panes, where the menu has no room beside them. */
export function TopBar({ onMenu }) {
  const words = gettext("Menu");
  return html`
    <header class="top-bar">
      <button class="icon-button" type="button" aria-label=${words} title=${words} aria-haspopup="dialog" onClick=${onMenu}>
        <${Icon} name="menu" />
      </button>
      <span class="brand"><${Mark} /><span>Relais</span></span>
      <${Connection} />
    </header>
  `;
}

/** The whole menu over the page: from the side, on a phone from below. The browser keeps
 * the focus in it and gives it back. */
export function Drawer({ onDialog, onClose }) {
  const { settings, reader } = useApp();
  const place = useRef(null);
  const entries = useEntries();
  const close = () => place.current?.close();
  // What it opens comes after it, so that the focus goes back to where it came from.
  const after = (act) => (close(), queueMicrotask(act));
  const show = (name) => after(() => onDialog(name));
  const items = useProfileItems(show);
  useLayoutEffect(() => place.current.showModal(), []);
  return html`
    <dialog class="drawer" ref=${place} aria-label=${gettext("Menu")} onClose=${onClose} onClick=${(event) => event.target === place.current && close()}>
      <nav class="drawer-menu" aria-label=${gettext("Menu principal")}>
        <header class="drawer-header">
          <p class="drawer-name">${reader.name}</p>
          <button class="icon-button" type="button" aria-label=${gettext("Fermer")} onClick=${close}><${Icon} name="close" /></button>
        </header>
        <ul class="sidebar-list" role="list">
          ${entries.map((entry) => html`<li key=${entry.words}><${Entry} ...${entry} onPick=${close} /></li>`)}
        </ul>
        <hr />
        ${items.map(
          (item) => html`<button class="sidebar-item" type="button" key=${item.words} onClick=${() => item.onPick()}>
            <${Icon} name=${item.icon} /><span class="sidebar-words">${item.words}</span>
          </button>`,
        )}
        ${settings.siteAdministration && html`<${SiteAdministration} />`}
        <${Help} onDialog=${show} />
        <${Connection} />
      </nav>
    </dialog>
  `;
}
