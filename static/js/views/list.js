import { shownRows } from "../store/shown.js";
import { countActive, NO_FILTERS } from "../store/filters.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Filters } from "./filters.js";
import { Menu } from "./menu.js";
import { html, useMemo, useRef } from "./preact.js";
import { Row } from "./row.js";
import { Search } from "./search.js";

/** The list of conversations. Arrows move in it; Tab goes through it in one step. */
export function ListPane({ canWrite, onDialog }) {
  const rows = useStore((state) => state.rows);
  const list = useStore((state) => state.list);
  const open = useStore((state) => state.open);
  const phase = useStore((state) => state.line.phase);
  const shown = useMemo(() => shownRows({ rows, list, open }), [rows, list, open]);
  const news = [
    { words: gettext("Nouveau message privé"), icon: "person", onPick: () => onDialog("new-private") },
    { words: gettext("Nouveau groupe de discussion"), icon: "people", onPick: () => onDialog("new-group") },
  ];
  return html`
    <section class="list" aria-labelledby="list-title" data-phase=${phase}>
      <header class="list-header">
        <h1 id="list-title">${gettext("Discussions")}</h1>
        ${canWrite &&
        html`<${Menu} label=${gettext("Nouveau message")} words=${gettext("Message")} icon="plus" items=${news} className="button list-new" />`}
      </header>
      ${(shown.length > 0 || isFiltered(list.filters)) &&
      html`<div class="list-tools">
        <${Search} n=${shown.length} />
        <${Filters} filters=${list.filters} />
      </div>`}
      <${Rows} shown=${shown} open=${open?.id} />
      <${Rest} list=${list} isEmpty=${shown.length === 0} canWrite=${canWrite} />
    </section>
  `;
}

function isFiltered(filters) {
  return countActive(filters) > 0 || filters.q !== "";
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

function Rows({ shown, open }) {
  const place = useRef(null);
  const stop = shown.some((row) => row.id === open) ? open : shown[0]?.id;

  function move(event) {
    const links = [...place.current.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = event.key === "Home" ? 0 : event.key === "End" ? links.length - 1 : here + STEPS[event.key];
    if (!links[next]) return;
    event.preventDefault();
    links[next].focus();
  }

  return html`
    <ul class="rows" role="list" ref=${place} onKeyDown=${move}>
      ${shown.map((row) => html`<${Row} key=${row.id} row=${row} isOpen=${row.id === open} isStop=${row.id === stop} />`)}
    </ul>
  `;
}

/** Below the rows: loading, nothing there, failed, or more. */
function Rest({ list, isEmpty, canWrite }) {
  const app = useApp();
  if (list.phase === "failed") {
    return html`<div class="list-rest" role="alert">
      <p>${gettext("Impossible de charger les discussions.")} ${refusalWords(list)}</p>
      <button class="button button-quiet" type="button" onClick=${() => app.list.load()}>${gettext("Réessayer")}</button>
    </div>`;
  }
  if (list.phase === "loading" && isEmpty) return html`<${Skeleton} />`;
  if (isEmpty) return html`<${Empty} filters=${list.filters} canWrite=${canWrite} />`;
  if (!list.cursor) return null;
  return html`<div class="list-rest">
    <button class="button button-quiet" type="button" disabled=${list.phase === "more"} onClick=${app.list.more}>
      ${gettext("Afficher plus")}
    </button>
  </div>`;
}

function Skeleton() {
  return html`<div class="list-skeleton" aria-busy="true">
    <span class="visually-hidden">${gettext("Chargement…")}</span>
    ${[1, 2, 3, 4, 5, 6].map((n) => html`<div class="list-bone" key=${n}></div>`)}
  </div>`;
}

function Empty({ filters, canWrite }) {
  const { list } = useApp();
  if (isFiltered(filters)) {
    return html`<div class="list-rest">
      <p>${gettext("Aucune discussion ne correspond à ces filtres.")}</p>
      <button class="button button-quiet" type="button" onClick=${() => list.filter(NO_FILTERS)}>
        ${gettext("Réinitialiser les filtres")}
      </button>
    </div>`;
  }
  return html`<div class="list-rest">
    <p>${gettext("Aucune discussion pour le moment.")}</p>
    ${canWrite && html`<p class="soft">${gettext("Écrivez à un confrère ou créez un groupe de discussion.")}</p>`}
  </div>`;
}
