import { SORTS, sortOf, TABS } from "../store/filters.js";
import { badgeText, tabCounts } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { html, useMemo } from "./preact.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** « À traiter · Mes échanges · Tout », each with how many of its rows want me. */
export function Tabs({ tab }) {
  const { list } = useApp();
  const rows = useStore((state) => state.rows);
  const queues = useStore((state) => state.queues);
  const me = useStore((state) => state.me);
  const counts = useMemo(() => tabCounts({ rows, queues, me }), [rows, queues, me]);

  function move(event) {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + STEPS[event.key] + TABS.length) % TABS.length];
    list.tab(next);
    document.getElementById(`list-tab-${next}`).focus();
  }

  return html`
    <div class="list-tabs" role="tablist" aria-label=${gettext("Discussions")} onKeyDown=${move}>
      ${TABS.map(
        (one) => html`<button
          class="list-tab"
          type="button"
          role="tab"
          id=${`list-tab-${one}`}
          key=${one}
          aria-selected=${String(one === tab)}
          aria-controls="list-panel"
          tabindex=${one === tab ? 0 : -1}
          onClick=${() => list.tab(one)}
        >
          <span>${tabWords(one)}</span>
          ${counts[one] > 0 && html`<${Counter} tab=${one} n=${counts[one]} />`}
        </button>`,
      )}
    </div>
  `;
}

function Counter({ tab, n }) {
  const words = tab === "todo" ? ngettext("%(n)s à traiter", "%(n)s à traiter", n) : ngettext("%(n)s non lue", "%(n)s non lues", n);
  return html`<span class="list-counter" aria-hidden="true">${badgeText(n)}</span><span class="visually-hidden">, ${fill(words, { n: badgeText(n) })}</span>`;
}

function tabWords(tab) {
  const words = { todo: gettext("À traiter"), mine: gettext("Mes échanges"), all: gettext("Tout") };
  return words[tab];
}

export function Sort({ shown }) {
  const { list } = useApp();
  const words = {
    newest: gettext("Plus récentes"),
    oldest: gettext("Plus anciennes en attente"),
    unread: gettext("Non lues d’abord"),
  };
  return html`
    <label class="list-sort">
      <span class="list-sort-word">${gettext("Trier")}</span>
      <select class="list-sort-select" value=${sortOf(shown)} onChange=${(event) => list.sort(event.target.value)}>
        ${SORTS.map((one) => html`<option key=${one} value=${one} selected=${one === sortOf(shown)}>${words[one]}</option>`)}
      </select>
    </label>
  `;
}
