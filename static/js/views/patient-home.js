import { stageWords, stateWords } from "../question-words.js";
import { NO_FILTERS } from "../store/filters.js";
import { cardsOf, stageOf } from "../store/mine.js";
import { askable } from "../store/queues.js";
import { badgeText } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Emergency } from "./emergency.js";
import { Icon } from "./icons.js";
import { PermissionCard } from "./permission.js";
import { html, useEffect, useMemo } from "./preact.js";

/** « Mes messages »: a patient's own exchanges, and the way to ask. Alone it is the main
 * part of the page; beside an open exchange, its list. */
export function PatientHome({ open }) {
  const { list: loading } = useApp();
  const rows = useStore((state) => state.rows);
  const list = useStore((state) => state.list);
  const phase = useStore((state) => state.line.phase);
  const cards = useMemo(() => cardsOf({ rows, list }), [rows, list]);
  const { archived } = list.filters;
  const isNarrowed = JSON.stringify(list.filters) !== JSON.stringify({ ...NO_FILTERS, archived });
  // Nothing here could undo what another page of mine has filtered.
  useEffect(() => void (isNarrowed && loading.filter({ ...NO_FILTERS, archived })), []);
  const alone = open ? {} : { role: "main", id: "main" };
  return html`
    <section class="list mine" aria-labelledby="list-title" data-phase=${phase} ...${alone}>
      <div class="mine-scroll">
        <div class="mine-inner">
          <header class="mine-header">
            <h1 id="list-title">${archived ? gettext("Messages archivés") : gettext("Mes messages")}</h1>
            ${!archived && html`<${Ask} />`}
          </header>
          <${PermissionCard} />
          <ul class="mine-cards" role="list">
            ${cards.map((row) => html`<${Card} key=${row.id} row=${row} isOpen=${row.id === open?.id} />`)}
          </ul>
          <${Rest} list=${list} isEmpty=${cards.length === 0} />
          <${Archive} isOn=${archived} hasCards=${cards.length > 0} />
        </div>
      </div>
      <${Emergency} className="list-emergency" />
    </section>
  `;
}

function Ask() {
  const { actions } = useApp();
  const canAsk = useStore((state) => askable(state).length > 0);
  if (!canAsk) return null;
  return html`<button class="button list-ask" type="button" onClick=${actions.startAsking}>
    <${Icon} name="question" /><span>${gettext("Poser une question")}</span>
  </button>`;
}

function Card({ row, isOpen }) {
  const { actions, dates } = useApp();
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    actions.open(row.id);
  };
  const unread = fill(ngettext("%(n)s message non lu", "%(n)s messages non lus", row.unread), { n: badgeText(row.unread) });
  return html`
    <li>
      <a class=${row.unread ? "mine-card mine-card-new" : "mine-card"} href=${actions.address(row.id)} aria-current=${isOpen ? "page" : undefined} onClick=${open}>
        <span class="mine-card-title">
          ${row.unread > 0 && html`<span class="mine-card-dot" aria-hidden="true"></span>`}${row.title}
        </span>
        ${row.unread > 0 && html`<span class="visually-hidden">, ${unread}</span>`}
        <${Stage} row=${row} />
        <time class="mine-card-time" datetime=${row.moved_at} title=${dates.full(row.moved_at)}>${dates.brief(row.moved_at)}</time>
      </a>
    </li>
  `;
}

const LOOKS = {
  received: ["hourglass", "chip-warning"],
  claimed: ["hand", "chip-info"],
  answered: ["reply", "chip-success"],
  closed: ["tick", ""],
  withdrawn: ["close", ""],
};

function Stage({ row }) {
  const { reader } = useApp();
  const thread = useStore((state) => state.threads[row.id]);
  const question = useStore((state) => state.questions[row.id]);
  if (row.kind !== "question") return null;
  const stage = stageOf(row, { thread, question, me: reader.id });
  const [icon, look] = LOOKS[stage];
  const words = stage === "withdrawn" ? stateWords("withdrawn") : stageWords(stage);
  return html`<span class=${`chip state-chip mine-card-stage ${look}`}><${Icon} name=${icon} />${words}</span>`;
}

/** Below the cards: loading, nothing there, failed, or more. */
function Rest({ list, isEmpty }) {
  const app = useApp();
  if (list.phase === "failed") {
    return html`<div class="list-rest" role="alert">
      <p>${gettext("Impossible de charger vos messages.")} ${refusalWords(list)}</p>
      <button class="button button-quiet" type="button" onClick=${() => app.list.load()}>${gettext("Réessayer")}</button>
    </div>`;
  }
  if (list.phase === "loading" && isEmpty) return html`<p class="list-rest soft" role="status">${gettext("Chargement…")}</p>`;
  if (isEmpty) return html`<${Empty} isArchive=${list.filters.archived} />`;
  if (!list.cursor) return null;
  return html`<div class="list-rest">
    <button class="button button-quiet" type="button" disabled=${list.phase === "more"} onClick=${app.list.more}>${gettext("Afficher plus")}</button>
  </div>`;
}

function Empty({ isArchive }) {
  const experts = useStore((state) => state.experts);
  const canAsk = useStore((state) => askable(state).length > 0);
  if (isArchive) return html`<p class="list-rest soft">${gettext("Aucun message archivé.")}</p>`;
  return html`
    <div class="mine-empty">
      <span class="mine-empty-mark" aria-hidden="true"><${Icon} name="question" /></span>
      <p>${gettext("Vous n’avez pas encore de message.")}</p>
      <p class="soft">
        ${canAsk && gettext("Posez une question à un groupe d’experts ; une réponse vous sera donnée ici.")}
        ${experts && !canAsk && gettext("Aucun groupe d’experts ne reçoit vos questions pour le moment.")}
      </p>
    </div>
  `;
}

/** What was put away can be found again. */
function Archive({ isOn, hasCards }) {
  const { list } = useApp();
  if (!isOn && !hasCards) return null;
  return html`<button class="button-link mine-archive" type="button" onClick=${() => list.filter({ archived: !isOn })}>
    ${isOn ? gettext("Revenir à mes messages") : gettext("Messages archivés")}
  </button>`;
}
