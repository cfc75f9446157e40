import { pendingWords } from "../question-words.js";
import { administered, ALL, COLUMNS, sortedBy, tableOf } from "../store/experts-table.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { ExpertsPage } from "./experts-page.js";
import { ExpertsTools } from "./experts-tools.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { useNow } from "./now.js";
import { html, useMemo, useState } from "./preact.js";
import { Switch, useSwitch } from "./switch.js";

/** All the expert groups that I administer, as a table; as cards on a phone. */
export function ExpertsTable({ onDialog }) {
  const { actions, reader } = useApp();
  const experts = useStore((state) => state.experts);
  const [filters, setFilters] = useState(ALL);
  const [order, setOrder] = useState({ column: "name", isDown: false });
  const rows = useMemo(() => tableOf(experts, filters, order, reader.language), [experts, filters, order]);
  const n = administered(experts).length;
  const create = html`<button class="button experts-new" type="button" onClick=${() => actions.openExperts("new")}>
    <${Icon} name="plus" /><span>${gettext("Groupe d’experts")}</span>
  </button>`;
  return html`
    <${ExpertsPage} title=${gettext("Groupes d’experts")} backWords=${gettext("Revenir aux discussions")} onBack=${actions.close} actions=${create}>
      ${!experts && html`<p class="soft" role="status">${gettext("Chargement…")}</p>`}
      ${experts && !n && html`<p class="experts-none soft">${gettext("Aucun groupe d’experts. Créez le premier pour recevoir des questions de patients ou de praticiens.")}</p>`}
      ${n > 0 && html`<${ExpertsTools} filters=${filters} onChange=${setFilters} n=${rows.length} />`}
      ${rows.length > 0 && html`<${Table} rows=${rows} order=${order} onOrder=${setOrder} onDialog=${onDialog} />`}
      ${n > 0 && !rows.length && html`<${None} onReset=${() => setFilters(ALL)} />`}
    <//>
  `;
}

function None({ onReset }) {
  return html`<div class="experts-none">
    <p>${gettext("Aucun groupe ne correspond à ces filtres.")}</p>
    <button class="button button-quiet" type="button" onClick=${onReset}>${gettext("Réinitialiser")}</button>
  </div>`;
}

function columnWords(column) {
  const words = {
    name: gettext("Nom"),
    organisation: gettext("Organisation"),
    specialty: gettext("Spécialité"),
    members: gettext("Membres"),
    pending: gettext("En attente"),
    state: gettext("État"),
  };
  return words[column];
}

// The roles say what it is where the style sheet makes cards of it.
function Table({ rows, order, onOrder, onDialog }) {
  return html`
    <table class="experts-table" role="table" aria-labelledby="experts-title">
      <thead role="rowgroup">
        <tr role="row">
          ${COLUMNS.map((column) => html`<${Header} key=${column} column=${column} order=${order} onOrder=${onOrder} />`)}
          <th role="columnheader" scope="col"><span class="visually-hidden">${gettext("Paramètres")}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map((group) => html`<${Row} key=${group.id} group=${group} onDialog=${onDialog} />`)}
      </tbody>
    </table>
  `;
}

function Header({ column, order, onOrder }) {
  const isSorted = order.column === column;
  const direction = order.isDown ? "descending" : "ascending";
  return html`
    <th role="columnheader" scope="col" aria-sort=${isSorted ? direction : "none"}>
      <button class="experts-sort" type="button" onClick=${() => onOrder(sortedBy(order, column))}>
        ${columnWords(column)}${isSorted && html`<${Icon} name=${order.isDown ? "unfold" : "fold"} />`}
      </button>
    </th>
  `;
}

function Row({ group, onDialog }) {
  const { actions } = useApp();
  const open = () => actions.openExperts(group.id);
  // The whole row leads there; the name is the link for the keyboard.
  const press = (event) => event.target.closest("a, button, .menu") ?? open();
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  };
  const cell = (column, content) => html`<td role="cell" data-label=${columnWords(column)} class=${`experts-${column}`}>${content}</td>`;
  return html`
    <tr role="row" class=${group.active ? "experts-row" : "experts-row experts-row-off"} onClick=${press}>
      <th role="rowheader" scope="row" class="experts-name">
        <a href=${actions.address(`experts/${group.id}`)} onClick=${follow}>${group.name}</a>
        ${group.public_name && group.public_name !== group.name && html`<span class="experts-public">${group.public_name}</span>`}
      </th>
      ${cell("organisation", group.organisation.name)} ${cell("specialty", group.specialty || "–")}
      ${cell("members", html`<${Members} n=${group.members.length} />`)} ${cell("pending", html`<${Waiting} group=${group} />`)}
      ${cell("state", html`<${Switch} group=${group} onDialog=${onDialog} />`)}
      <td role="cell" class="experts-gear"><${Settings} group=${group} onDialog=${onDialog} /></td>
    </tr>
  `;
}

function Members({ n }) {
  const words = fill(ngettext("%(n)s membre", "%(n)s membres", n), { n });
  return html`<span aria-hidden="true">${n}</span><span class="visually-hidden">${words}</span>`;
}

/** How many, and since when the oldest one waits. */
function Waiting({ group }) {
  const { dates } = useApp();
  const now = useNow();
  if (!group.n_pending) return html`<span aria-hidden="true">–</span><span class="visually-hidden">${gettext("Aucune question en attente")}</span>`;
  return html`
    <span class="chip chip-warning"><span aria-hidden="true">${group.n_pending}</span><span class="visually-hidden">${pendingWords(group.n_pending)}</span></span>
    <time class="experts-oldest" datetime=${group.oldest_asked_at} title=${dates.full(group.oldest_asked_at)}>${dates.since(group.oldest_asked_at, now)}</time>
  `;
}

/** S2-36: what can be done with a group, behind its gear. */
function Settings({ group, onDialog }) {
  const { actions } = useApp();
  const turn = useSwitch(group, onDialog);
  const items = [
    { words: gettext("Voir les membres"), icon: "people", onPick: () => actions.openExperts(group.id) },
    { words: gettext("Modifier le groupe"), icon: "pencil", onPick: () => actions.openExperts(`${group.id}/edit`) },
    { words: group.active ? gettext("Désactiver temporairement") : gettext("Activer le groupe"), icon: group.active ? "close" : "tick", onPick: turn },
  ];
  return html`<${Menu} label=${fill(gettext("Paramètres du groupe %(name)s"), group)} icon="gear" items=${items} />`;
}
