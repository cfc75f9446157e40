import { EXPERTS } from "../router.js";
import { gettext } from "../words.js";
import { Entry, useEntries } from "./entries.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

/** On a phone, where to go, under the thumb; never under what is being written. */
export function BottomBar({ onMore }) {
  const entries = useEntries().filter((entry) => entry.place !== EXPERTS);
  const more = gettext("Plus");
  return html`
    <nav class="bottom-bar" aria-label=${gettext("Menu principal")}>
      ${entries.map((entry) => html`<${Entry} key=${entry.words} ...${entry} className="bottom-item" />`)}
      <button class="bottom-item" type="button" aria-haspopup="dialog" onClick=${onMore}>
        <${Icon} name="menu" /><span class="sidebar-words">${more}</span>
      </button>
    </nav>
  `;
}
