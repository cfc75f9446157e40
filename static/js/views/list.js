import { shownRows } from "../store/shown.js";
import { countActive, NO_FILTERS } from "../store/filters.js";
import { askable, shownGroups } from "../store/queues.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Emergency } from "./emergency.js";
import { Filters } from "./filters.js";
import { Groups } from "./groups.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { html, useMemo, useRef } from "./preact.js";
import { Row } from "./row.js";
import { Search } from "./search.js";

/** The list of conversations. Arrows move in it; Tab goes through it in few steps. */
export function ListPane({ canWrite, onDialog }) {
  const rows = useStore((state) => state.rows);
  const experts = useStore((state) => state.experts);
  const queues = useStore((state) => state.queues);
  const list = useStore((state) => state.list);
  const open = useStore((state) => state.open);
  const phase = useStore((state) => state.line.phase);
  const { reader } = useApp();
  const shown = useMemo(() => shownRows({ rows, list, open }), [rows, list, open]);
  const groups = useMemo(() => shownGroups({ experts, queues, list }), [experts, queues, list]);
  // A search that finds a group has found something.
  const isEmpty = shown.length === 0 && !(list.filters.q.trim() && groups.length > 0);
  return html`
    <section class="list" aria-labelledby="list-title" data-phase=${phase}>
      <header class="list-header">
        <h1 id="list-title">${gettext("Discussions")}</h1>
        ${canWrite && html`<${News} onDialog=${onDialog} />`}
        ${!canWrite && reader.is_administrator && html`<${Menu} label=${gettext("Plus")} items=${[prepared(onDialog)]} />`}
      </header>
      ${!canWrite && html`<${Ask} />`}
      ${(shown.length > 0 || isFiltered(list.filters)) &&
      html`<div class="list-tools">
        <${Search} n=${shown.length} />
        <${Filters} filters=${list.filters} canWrite=${canWrite} />
      </div>`}
      <${Stops}>
        <${Groups} shown=${groups} open=${open?.id} onDialog=${onDialog} />
        <${Rows} shown=${shown} open=${open?.id} />
        <${Rest} list=${list} isEmpty=${isEmpty} canWrite=${canWrite} />
      <//>
      ${reader.is_patient && html`<${Emergency} className="list-emergency" />`}
    </section>
  `;
}

/** What a practitioner can begin. */
function News({ onDialog }) {
  const { actions } = useApp();
  const canAsk = useStore((state) => askable(state).length > 0);
  const news = [
    { words: gettext("Nouveau message privé"), icon: "person", onPick: () => onDialog("new-private") },
    { words: gettext("Nouveau groupe de discussion"), icon: "people", onPick: () => onDialog("new-group") },
    canAsk && { words: gettext("Poser une question à un groupe d’experts"), icon: "question", onPick: actions.startAsking },
  ].filter(Boolean);
  const more = [{ words: gettext("Brouillons"), icon: "pencil", onPick: () => onDialog("drafts") }, prepared(onDialog)];
  return html`
    <div class="list-actions">
      <${Menu} label=${gettext("Nouveau message")} words=${gettext("Message")} icon="plus" items=${news} className="button list-new" />
      <${Menu} label=${gettext("Plus")} items=${more} />
    </div>
  `;
}

function prepared(onDialog) {
  return { words: gettext("Réponses types"), icon: "bolt", onPick: () => onDialog("quick-replies") };
}

function Ask() {
  const { actions } = useApp();
  const canAsk = useStore((state) => askable(state).length > 0);
  if (!canAsk) return null;
  return html`<button class="button list-ask" type="button" onClick=${actions.startAsking}>
    <${Icon} name="question" /><span>${gettext("Poser une question")}</span>
  </button>`;
}

function isFiltered(filters) {
  return countActive(filters) > 0 || filters.q !== "";
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

/** Groups, their questions and conversations, one below the other for the arrows. */
function Stops({ children }) {
  const place = useRef(null);

  function move(event) {
    const stops = [...place.current.querySelectorAll("[data-stop]")];
    const here = stops.indexOf(document.activeElement);
    if (here < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = event.key === "Home" ? 0 : event.key === "End" ? stops.length - 1 : here + STEPS[event.key];
    if (!stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  }

  return html`<div class="list-scroll" ref=${place} onKeyDown=${move}>${children}</div>`;
}

function Rows({ shown, open }) {
  const stop = shown.some((row) => row.id === open) ? open : shown[0]?.id;
  return html`
    <ul class="rows" role="list">
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
  const { list, reader } = useApp();
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
    <p class="soft">
      ${canWrite && gettext("Écrivez à un confrère ou créez un groupe de discussion.")}
      ${reader.is_patient && gettext("Posez une question à un groupe d’experts : la réponse s’affichera ici.")}
    </p>
  </div>`;
}
