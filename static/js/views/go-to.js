import { hasWords } from "../store/filters.js";
import { byNewest } from "../store/rows.js";
import { fill, gettext, ngettext } from "../words.js";
import { kindWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { Icon, KIND_ICONS } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const SHOWN_AT_MOST = 8;
const TYPING_STOPS_AFTER_MS = 200;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** « Aller à une conversation… »: a combobox (ARIA APG) over what is loaded, and what the
 * server finds beyond it. */
export function GoToDialog({ onClose }) {
  const { actions } = useApp();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef(null);
  const found = useFound(q);
  const here = Math.min(at, found.length - 1);
  useEffect(() => field.current.focus(), []);

  const open = (row) => {
    onClose();
    actions.open(row.id);
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && found[here]) open(found[here]);
    else if (event.key in STEPS && found.length) setAt((here + STEPS[event.key] + found.length) % found.length);
    else return;
    event.preventDefault();
  };
  const words = fill(ngettext("%(n)s discussion trouvée", "%(n)s discussions trouvées", found.length), { n: found.length });

  return html`
    <${Dialog} title=${gettext("Aller à une conversation")} onClose=${onClose}>
      <div class="go-to">
        <input
          class="input"
          ref=${field}
          role="combobox"
          autocomplete="off"
          maxlength="200"
          aria-label=${gettext("Rechercher un mot du titre")}
          placeholder=${gettext("Rechercher un mot du titre")}
          aria-expanded=${String(found.length > 0)}
          aria-controls="go-to-found"
          aria-autocomplete="list"
          aria-activedescendant=${found[here] ? `go-to-${here}` : undefined}
          value=${q}
          onInput=${(event) => (setQ(event.target.value), setAt(0))}
          onKeyDown=${onKeyDown}
        />
        <p class="visually-hidden" role="status">${q.trim() ? words : ""}</p>
        <ul class="go-to-found" id="go-to-found" role="listbox" aria-label=${gettext("Discussions")}>
          ${found.map((row, n) => html`<${Found} key=${row.id} row=${row} id="go-to-${n}" isHere=${n === here} onOpen=${() => open(row)} />`)}
        </ul>
        ${!found.length && html`<p class="soft">${gettext("Aucune discussion ne correspond.")}</p>`}
      </div>
    <//>
  `;
}

function useFound(q) {
  const { actions } = useApp();
  const rows = useStore((state) => state.rows);
  useEffect(() => {
    if (!q.trim()) return undefined;
    const timer = setTimeout(() => actions.find(q).catch(() => undefined), TYPING_STOPS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [q]);
  const found = Object.values(rows).filter((row) => hasWords(row.title, q));
  return found.sort(byNewest).slice(0, SHOWN_AT_MOST);
}

function Found({ row, id, isHere, onOpen }) {
  return html`<li class="go-to-row" id=${id} role="option" aria-selected=${String(isHere)} onClick=${onOpen}>
    <${Icon} name=${KIND_ICONS[row.kind]} />
    <span class="go-to-title">${row.title}</span>
    <span class="soft">${kindWords(row.kind)}</span>
  </li>`;
}
