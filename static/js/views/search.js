import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

export function Search({ n }) {
  const { list } = useApp();
  const q = useStore((state) => state.list.filters.q);
  const found = q.trim() && fill(ngettext("%(n)s discussion trouvée", "%(n)s discussions trouvées", n), { n });
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !q) return;
    event.preventDefault();
    list.filter({ q: "" });
  };
  return html`
    <div class="search" role="search">
      <${Icon} name="search" />
      <input
        class="input search-input"
        type="search"
        autocomplete="off"
        maxlength="200"
        aria-label=${gettext("Rechercher un mot du titre")}
        placeholder=${gettext("Rechercher un mot du titre")}
        value=${q}
        onInput=${(event) => list.filter({ q: event.target.value })}
        onKeyDown=${onKeyDown}
      />
      <span class="visually-hidden" role="status">${found}</span>
    </div>
  `;
}
