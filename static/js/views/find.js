import { hitsOf, nextHit, wantedOf } from "../store/finding.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { useTalk } from "./talk.js";

export const NOT_FINDING = Object.freeze({ isOpen: false, q: "", wanted: "", current: null });

/** Looks for words in the conversation: in what is loaded first, the newest first; then
 * in what lies before it, page by page, until something is found. */
export function Find({ control, onChange, onClose }) {
  const { thread, find } = useTalk();
  const hits = useMemo(() => hitsOf(thread.items, find.wanted), [thread.items, find.wanted]);
  const { isReading, readBack } = useReadingBack(control, find.wanted);
  const box = useRef(null);
  useEffect(() => box.current.focus(), []);

  function show(seq) {
    onChange({ ...find, current: seq });
    control.current.lead(seq);
  }

  function look(q) {
    const wanted = wantedOf(q);
    const current = hitsOf(thread.items, wanted).at(-1) ?? null;
    onChange({ ...find, q, wanted, current });
    if (current) control.current.lead(current);
  }

  async function step(by) {
    if (!find.wanted || isReading) return;
    const next = nextHit(hits, find.current, by);
    if (next) return show(next);
    const found = by < 0 && thread.hasOlder ? await readBack(hits[0] ?? Infinity) : undefined;
    if (found) show(found);
  }

  function onKeyDown(event) {
    if (event.key === "Enter") step(event.shiftKey ? 1 : -1);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return html`
    <div class="find" role="search" aria-label=${gettext("Rechercher dans la conversation")} onKeyDown=${onKeyDown}>
      <input
        class="input find-box"
        type="search"
        ref=${box}
        value=${find.q}
        aria-label=${gettext("Rechercher dans la conversation")}
        placeholder=${gettext("Rechercher dans la conversation")}
        onInput=${(event) => look(event.target.value)}
      />
      <span class="find-count" role="status">${countWords({ find, hits, isReading, hasOlder: thread.hasOlder })}</span>
      <${Step} icon="fold" words=${gettext("Résultat précédent")} isOff=${!find.wanted} onPick=${() => step(-1)} />
      <${Step} icon="unfold" words=${gettext("Résultat suivant")} isOff=${!find.wanted} onPick=${() => step(1)} />
      <${Step} icon="close" words=${gettext("Fermer la recherche")} onPick=${onClose} />
    </div>
  `;
}

/** Reads older pages until one has what is looked for, or there are no more. */
function useReadingBack(control, wanted) {
  const { store } = useApp();
  const { row } = useTalk();
  const [isReading, setReading] = useState(false);
  const latest = useRef(wanted);
  latest.current = wanted;
  useEffect(() => () => (latest.current = null), []);

  async function readBack(oldest) {
    const before = (items) => hitsOf(items.slice(0, 400), wanted).filter((seq) => seq < oldest);
    setReading(true);
    await control.current.until((items) => latest.current !== wanted || before(items).length > 0);
    if (latest.current === null) return undefined;
    setReading(false);
    return latest.current === wanted ? before(store.state.threads[row.id]?.items ?? []).at(-1) : undefined;
  }

  return { isReading, readBack };
}

function countWords({ find, hits, isReading, hasOlder }) {
  if (!find.wanted) return "";
  if (isReading) return gettext("Recherche dans les messages plus anciens…");
  if (!hits.length) return hasOlder ? gettext("Rien dans les messages affichés") : gettext("Aucun résultat");
  return fill(gettext("%(n)s sur %(total)s"), { n: hits.indexOf(find.current) + 1, total: hasOlder ? `${hits.length}+` : hits.length });
}

function Step({ icon, words, isOff = false, onPick }) {
  return html`<button class="icon-button" type="button" aria-label=${words} title=${words} aria-disabled=${String(isOff)} onClick=${onPick}>
    <${Icon} name=${icon} />
  </button>`;
}
