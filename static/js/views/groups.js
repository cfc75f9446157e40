import { isMuted } from "../store/filters.js";
import { badgeText } from "../store/shown.js";
import { pendingWords } from "../question-words.js";
import { recallExpanded, rememberExpanded } from "../remembering.js";
import { fill, gettext } from "../words.js";
import { withGone } from "../store/queues.js";
import { useApp, useStore } from "./context.js";
import { useFocusNext } from "./focus-next.js";
import { Icon } from "./icons.js";
import { useNow } from "./now.js";
import { GoneRow, PendingRow } from "./pending-row.js";
import { html, useRef, useState } from "./preact.js";

/** My expert groups, each with its queue: what waits for an answer (S2-11). Those of my
 * organisation, too, where I administer it. */
export function Groups({ shown, open, onDialog }) {
  const { reader } = useApp();
  const experts = useStore((state) => state.experts);
  const [expanded, setExpanded] = useState(recallExpanded);
  const isFirst = reader.is_administrator && experts?.every((one) => !one.is_administrator);
  if (!shown.length && !isFirst) return null;
  const toggle = (id) => {
    const next = expanded.includes(id) ? expanded.filter((one) => one !== id) : [...expanded, id];
    rememberExpanded(next);
    setExpanded(next);
  };
  return html`
    <section class="groups" aria-labelledby="groups-title">
      <header class="groups-header">
        <h2 class="list-label" id="groups-title">${gettext("Groupes d’experts")}</h2>
        ${reader.is_administrator && html`<${Create} />`}
      </header>
      ${isFirst && html`<p class="queue-empty soft">${gettext("Aucun groupe d’experts. Créez le premier pour recevoir des questions.")}</p>`}
      <ul class="group-rows" role="list">
        ${shown.map(
          (group) => html`<${Group}
            key=${group.id}
            group=${group}
            open=${open}
            isExpanded=${expanded.includes(group.id) || group.isSearched}
            onToggle=${() => toggle(group.id)}
            onDialog=${onDialog}
          />`,
        )}
      </ul>
    </section>
  `;
}

function Create() {
  const { actions } = useApp();
  return html`<button class="button button-quiet groups-new" type="button" onClick=${() => actions.openExperts("new")}>
    <${Icon} name="plus" /><span>${gettext("Groupe d’experts")}</span>
  </button>`;
}

function Group({ group, open, isExpanded, onToggle, onDialog }) {
  // Who administers a group without being a member sees how many and how old, no more.
  const hasQueue = group.questions !== null;
  return html`
    <li>
      <div class="group-item">
        ${hasQueue
          ? html`<button class="group-row" type="button" data-stop aria-expanded=${String(isExpanded)} onClick=${onToggle}>
              <${GroupLine} group=${group} isExpanded=${isExpanded} />
            </button>`
          : html`<div class="group-row"><${GroupLine} group=${group} /></div>`}
        ${group.is_administrator && html`<${Settings} group=${group} />`}
      </div>
      ${hasQueue && isExpanded && html`<${Queue} group=${group} open=${open} />`}
    </li>
  `;
}

function Settings({ group }) {
  const { actions } = useApp();
  const words = gettext("Paramètres");
  return html`<button
    class="icon-button group-gear"
    type="button"
    title=${words}
    aria-label=${fill(gettext("Paramètres du groupe %(name)s"), group)}
    onClick=${() => actions.openExperts(group.id)}
  >
    <${Icon} name="gear" />
  </button>`;
}

function GroupLine({ group, isExpanded }) {
  const { dates } = useApp();
  const now = useNow();
  const isOff = group.is_member && isMuted(group);
  const parts = [!group.active && gettext("Désactivé temporairement"), group.specialty !== group.name && group.specialty, group.oldest && dates.since(group.oldest, now)];
  return html`
    <span class="avatar avatar-kind avatar-expert" aria-hidden="true"><${Icon} name="experts" /></span>
    <span class="row-title">${group.name}</span>
    <span class="row-excerpt">${parts.filter(Boolean).join(" · ") || gettext("Aucune question en attente")}</span>
    <span class="row-marks">
      ${group.n > 0 &&
      html`<span class=${isOff ? "badge badge-quiet" : "badge badge-pending"}>
        <span aria-hidden="true">${badgeText(group.n)}</span><span class="visually-hidden">${pendingWords(group.n)}</span>
      </span>`}
      ${isOff && html`<${Icon} name="muted" /><span class="visually-hidden">${gettext("Notifications désactivées")}</span>`}
      ${isExpanded !== undefined && html`<${Icon} name=${isExpanded ? "fold" : "unfold"} />`}
    </span>
  `;
}

function Queue({ group, open }) {
  const gone = useStore((state) => state.gone);
  const queue = withGone(group, gone);
  const place = useRef(null);
  const focus = useFocusNext(place);
  if (!queue.length) {
    return html`<p class="queue-empty soft">${gettext("Aucune question en attente.")}</p>`;
  }
  return html`
    <ul class="queue" role="list" aria-label=${gettext("Questions en attente")} ref=${place} ...${focus}>
      ${queue.map((row) =>
        row.isGone
          ? html`<li key=${row.question}><${GoneRow} /></li>`
          : html`<li key=${row.question}><${PendingRow} row=${row} group=${group.id} isOpen=${row.question === open} isStop=${row.question === open} /></li>`,
      )}
    </ul>
  `;
}
