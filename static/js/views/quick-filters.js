import { gettext } from "../words.js";
import { kindWords } from "../wording.js";
import { useApp } from "./context.js";
import { isOn, toggled } from "./filters.js";
import { html } from "./preact.js";

/** The filters one uses most, one tap each: a row that a thumb scrolls. */
export function QuickFilters({ filters }) {
  const { list } = useApp();
  const choices = [
    { field: "kinds", value: "question", words: gettext("Questions"), title: kindWords("question") },
    { field: "kinds", value: "private", words: gettext("Privés"), title: kindWords("private") },
    { field: "kinds", value: "group", words: gettext("Groupes"), title: kindWords("group") },
    { field: "unread", words: gettext("Non lus") },
  ];
  return html`
    <div class="quick-filters" role="group" aria-label=${gettext("Filtres rapides")}>
      ${choices.map(
        (choice) => html`<button
          class="filter"
          type="button"
          key=${choice.words}
          aria-pressed=${String(isOn(filters, choice))}
          title=${choice.title}
          onClick=${() => list.filter(toggled(filters, choice))}
        >
          ${choice.words}
        </button>`,
      )}
    </div>
  `;
}
