import { shownRows, shownTodo } from "../store/shown.js";
import { shownGroups } from "../store/queues.js";
import { fill, gettext, ngettext } from "../words.js";
import { useCalm } from "./calm.js";
import { useApp, useStore } from "./context.js";
import { Emergency } from "./emergency.js";
import { ActiveFilters, Filters } from "./filters.js";
import { Groups } from "./groups.js";
import { Icon } from "./icons.js";
import { Ask, ListTop } from "./list-top.js";
import { goneWords } from "./pending-row.js";
import { PermissionCard } from "./permission.js";
import { html, useMemo, useRef, useState } from "./preact.js";
import { holdPress } from "./pressing.js";
import { QuickFilters } from "./quick-filters.js";
import { isFiltered, Rest } from "./rest.js";
import { rowItems } from "./row-items.js";
import { RowMenu } from "./row-menu.js";
import { Rows } from "./rows.js";
import { Search } from "./search.js";
import { ChosenBar, useChoosing } from "./selecting.js";
import { Sort, Tabs } from "./list-tabs.js";

/** The list of conversations. Arrows move in it; Tab goes through it in few steps. */
export function ListPane({ canWrite, onDialog }) {
  const list = useStore((state) => state.list);
  const density = useStore((state) => state.preferences.density);
  const phase = useStore((state) => state.line.phase);
  const { reader } = useApp();
  const choosing = useChoosing();
  const { items, groups, isEmpty } = useShown(list);
  const isBare = isEmpty && !isFiltered(list.filters);
  return html`
    <section class=${`list list-${density}`} aria-labelledby="list-title" data-phase=${phase}>
      <${ListTop} list=${list} canWrite=${canWrite} choosing=${choosing} onDialog=${onDialog} />
      ${!canWrite && html`<${Ask} />`}
      ${!(isBare && !canWrite) &&
      html`<div class="list-tools">
        <${Search} q=${list.filters.q} n=${items.length} isMore=${list.cursor !== null} />
        ${canWrite && html`<${QuickFilters} filters=${list.filters} />`}
        <div class="list-tool-line">
          <${Filters} filters=${list.filters} canWrite=${canWrite} />
          <${Sort} shown=${list} />
        </div>
        <${ActiveFilters} filters=${list.filters} canWrite=${canWrite} />
      </div>`}
      <${PermissionCard} />
      ${canWrite && html`<${Tabs} tab=${list.tab} />`}
      ${choosing.isOn && html`<${ChosenBar} choosing=${choosing} />`}
      <${Panel} list=${list} items=${items} groups=${groups} isEmpty=${isEmpty} canWrite=${canWrite} choosing=${choosing} onDialog=${onDialog} />
      <${LeavingLine} />
      ${reader.is_patient && html`<${Emergency} className="list-emergency" />`}
    </section>
  `;
}

/** The rows of the tab. Groups stand above « Tout »; in « À traiter » their questions stand
 * among the conversations. */
function useShown(list) {
  const rows = useStore((state) => state.rows);
  const experts = useStore((state) => state.experts);
  const queues = useStore((state) => state.queues);
  const open = useStore((state) => state.open);
  const gone = useStore((state) => state.gone);
  const me = useStore((state) => state.me);
  const isTodo = list.tab === "todo";
  const items = useMemo(
    () => (isTodo ? shownTodo({ rows, list, open, me, queues, gone }) : shownRows({ rows, list, open, me })),
    [rows, list, open, me, isTodo && queues, isTodo && gone],
  );
  const groups = useMemo(() => (list.tab === "all" ? shownGroups({ experts, queues, list }) : []), [experts, queues, list]);
  // A search that finds a group has found something.
  return { items, groups, isEmpty: items.length === 0 && !(list.filters.q.trim() && groups.length > 0) };
}

/** What scrolls: groups, rows, and what is below them. */
function Panel({ list, items, groups, isEmpty, canWrite, choosing, onDialog }) {
  const { actions, reader } = useApp();
  const open = useStore((state) => state.open?.id);
  const density = useStore((state) => state.preferences.density);
  const container = useRef(null);
  const rows = useRef(null);
  const [menu, setMenu] = useState(null);
  const { tab, sorts, filters } = list;
  const signature = useMemo(() => ({}), [tab, sorts, filters]);
  const calm = useCalm({ items, container, signature });
  const isTab = canWrite;
  return html`
    <div class="list-body">
      ${calm.n > 0 && html`<${News} n=${calm.n} onPick=${() => (calm.toTop(), rows.current?.focus(0))} />`}
      <div
        class="list-scroll"
        id="list-panel"
        ref=${container}
        role=${isTab ? "tabpanel" : undefined}
        aria-busy=${String(list.phase === "loading")}
        aria-labelledby=${isTab ? `list-tab-${tab}` : undefined}
        onKeyDown=${(event) => move(event, container.current, rows.current)}
        onPointerDown=${holdPress}
      >
        ${tab === "all" && html`<${Groups} shown=${groups} open=${open} onDialog=${onDialog} />`}
        <${Rows}
          items=${calm.items}
          open=${open}
          container=${container}
          handle=${rows}
          density=${density}
          choosing=${choosing}
          onMenu=${setMenu}
          onDialog=${onDialog}
        />
        <${Rest} list=${list} isEmpty=${isEmpty} canWrite=${canWrite} container=${container} onWrite=${() => onDialog("new-private")} />
      </div>
      ${menu &&
      html`<${RowMenu}
        key=${menu.item.id}
        label=${gettext("Actions")}
        items=${rowItems({ row: menu.item, actions, reader, onDialog })}
        at=${menu.at}
        opener=${menu.opener}
        onClose=${() => setMenu(null)}
      />`}
    </div>
  `;
}

/** What came while the reader was further down. */
function News({ n, onPick }) {
  return html`<button class="list-news" type="button" onClick=${onPick}>
    <${Icon} name="up" /><span>${fill(ngettext("%(n)s nouvelle discussion", "%(n)s nouvelles discussions", n), { n })}</span>
  </button>`;
}

/** Says politely that a question has left its queue. */
function LeavingLine() {
  const gone = useStore((state) => state.gone);
  const n = Object.keys(gone).length;
  return html`<p class="visually-hidden" role="status">${n > 0 && goneWords()}</p>`;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Groups and their questions are all drawn; of the rows below them only some are. */
function move(event, place, rows) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !target.matches("[data-stop]")) return;
  if (!(key in STEPS) && key !== "Home" && key !== "End") return;
  const index = Number(target.closest("[data-index]")?.dataset.index ?? -1);
  const above = [...place.querySelectorAll(".groups [data-stop]")];
  const here = index < 0 ? above.indexOf(target) : above.length + index;
  const last = above.length + rows.count - 1;
  const next = key === "Home" ? 0 : key === "End" ? last : here + STEPS[key];
  if (next < 0 || next > last) return;
  event.preventDefault();
  if (next < above.length) above[next].focus();
  else rows.focus(next - above.length);
}
