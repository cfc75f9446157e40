import { EXPERTS, QUICK_REPLIES } from "../router.js";
import { entryOf, todo } from "../store/menu.js";
import { gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Badge, counted, Entry, useEntries } from "./entries.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

/** On a phone, where to go, under the thumb; never under what is being written. */
export function BottomBar({ onMore }) {
  const { list, reader } = useApp();
  const entries = useEntries().filter((entry) => ![EXPERTS, QUICK_REPLIES].includes(entry.place));
  const isTodo = useStore((state) => state.list.tab === "todo" && entryOf(state.open) === "discussions");
  const [first, ...others] = entries;
  const all = () => isTodo && list.tab("all");
  return html`
    <nav class="bottom-bar" aria-label=${gettext("Menu principal")}>
      <${Entry} ...${first} isHere=${isTodo ? false : undefined} onPick=${all} className="bottom-item" />
      ${list.tab && reader.is_practitioner && html`<${Todo} isHere=${isTodo} />`}
      ${others.map((entry) => html`<${Entry} key=${entry.words} ...${entry} className="bottom-item" />`)}
      <button class="bottom-item" type="button" aria-haspopup="dialog" onClick=${onMore}>
        <${Icon} name="menu" /><span class="sidebar-words">${gettext("Plus")}</span>
      </button>
    </nav>
  `;
}

const todoWords = (n) => ngettext("%(n)s échange à traiter", "%(n)s échanges à traiter", n);

/** The list, by its tab « À traiter ». */
function Todo({ isHere }) {
  const { list, actions } = useApp();
  const n = useStore((state) => todo(state));
  const { count, about } = counted(n, todoWords);
  const words = gettext("À traiter");
  const show = () => (list.tab("todo"), actions.close());
  return html`<button
    class="bottom-item"
    type="button"
    aria-current=${isHere ? "page" : undefined}
    onClick=${show}
  >
    <${Icon} name="todo" /><span class="sidebar-words">${words}</span>
    <${Badge} count=${count} about=${about} />
  </button>`;
}
