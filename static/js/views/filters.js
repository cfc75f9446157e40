import { countActive } from "../store/filters.js";
import { gettext } from "../words.js";
import { kindWords } from "../wording.js";
import { useApp } from "./context.js";
import { html } from "./preact.js";

const KINDS = ["question", "private", "group"];

/** Filters as toggles: one tap each, always in sight (S2-09). */
export function Filters({ filters, canWrite }) {
  const { list } = useApp();
  const kinds = canWrite ? KINDS : [];
  const active = countActive(filters);
  const toggleKind = (kind) => {
    const isOn = filters.kinds.includes(kind);
    list.filter({ kinds: isOn ? filters.kinds.filter((one) => one !== kind) : [...filters.kinds, kind] });
  };
  return html`
    <div class="filters" role="group" aria-label=${active ? `${gettext("Filtres")} (${active})` : gettext("Filtres")}>
      <${Toggle} isOn=${filters.unread} words=${gettext("Non lus")} onPick=${() => list.filter({ unread: !filters.unread })} />
      ${kinds.map(
        (kind) => html`<${Toggle}
          key=${kind}
          isOn=${filters.kinds.includes(kind)}
          words=${shortWords(kind)}
          title=${kindWords(kind)}
          onPick=${() => toggleKind(kind)}
        />`,
      )}
      <${Toggle}
        isOn=${filters.archived}
        words=${gettext("Archivées")}
        onPick=${() => list.filter({ archived: !filters.archived })}
      />
    </div>
  `;
}

function shortWords(kind) {
  const words = { question: gettext("Questions"), private: gettext("Privés"), group: gettext("Groupes") };
  return words[kind];
}

function Toggle({ isOn, words, title, onPick }) {
  return html`<button class="filter" type="button" aria-pressed=${String(isOn)} title=${title} onClick=${onPick}>
    ${words}
  </button>`;
}
