import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const SETTLES_AFTER_MS = 600;

/** Any word of a title (S2-10). How many are found is said when the typing stops. */
export function Search({ q, n, isMore }) {
  const { list } = useApp();
  const input = useRef(null);
  const said = useFound(q, n, isMore);
  const clear = () => {
    list.filter({ q: "" });
    input.current.focus();
  };
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !q) return;
    event.preventDefault();
    clear();
  };
  return html`
    <div class="search list-search" role="search">
      <${Icon} name="search" />
      <input
        class="input search-input"
        type="search"
        autocomplete="off"
        maxlength="200"
        ref=${input}
        aria-label=${gettext("Rechercher un mot du titre")}
        placeholder=${gettext("Rechercher un mot du titre")}
        value=${q}
        onInput=${(event) => list.filter({ q: event.target.value })}
        onKeyDown=${onKeyDown}
      />
      ${q && html`<button class="icon-button search-clear" type="button" aria-label=${gettext("Effacer la recherche")} title=${gettext("Effacer la recherche")} onClick=${clear}>
        <${Icon} name="close" />
      </button>`}
      <span class="visually-hidden" role="status">${said}</span>
    </div>
  `;
}

function useFound(q, n, isMore) {
  const [said, say] = useState("");
  useEffect(() => {
    if (!q.trim()) return say("");
    const timer = setTimeout(() => say(foundWords(n, isMore)), SETTLES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [q, n, isMore]);
  return said;
}

function foundWords(n, isMore) {
  if (isMore) return fill(gettext("Plus de %(n)s discussions trouvées"), { n });
  return fill(ngettext("%(n)s discussion trouvée", "%(n)s discussions trouvées", n), { n });
}
