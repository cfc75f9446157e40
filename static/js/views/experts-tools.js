import { choicesOf } from "../store/experts-table.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useMemo } from "./preact.js";

/** What narrows the table: words, organisation, specialty, state. */
export function ExpertsTools({ filters, onChange, n }) {
  const { reader } = useApp();
  const experts = useStore((state) => state.experts);
  const { organisations, specialties } = useMemo(() => choicesOf(experts, reader.language), [experts]);
  const states = [
    { id: "active", name: gettext("Actif") },
    { id: "inactive", name: gettext("Désactivé temporairement") },
  ];
  const choose = (name) => (event) => onChange({ ...filters, [name]: event.target.value });
  return html`
    <div class="experts-tools" role="search" aria-label=${gettext("Groupes d’experts")}>
      <div class="search experts-search">
        <${Icon} name="search" />
        <input
          class="input search-input"
          type="search"
          autocomplete="off"
          maxlength="120"
          aria-label=${gettext("Rechercher un groupe")}
          placeholder=${gettext("Rechercher un groupe")}
          value=${filters.q}
          onInput=${choose("q")}
        />
      </div>
      ${organisations.length > 1 &&
      html`<${Select} label=${gettext("Organisation")} all=${gettext("Toutes les organisations")} items=${organisations} value=${filters.organisation} onChange=${choose("organisation")} />`}
      ${specialties.length > 1 &&
      html`<${Select} label=${gettext("Spécialité")} all=${gettext("Toutes les spécialités")} items=${specialties} value=${filters.specialty} onChange=${choose("specialty")} />`}
      <${Select} label=${gettext("État")} all=${gettext("Tous les états")} items=${states} value=${filters.state} onChange=${choose("state")} />
      <span class="visually-hidden" role="status">${fill(ngettext("%(n)s groupe", "%(n)s groupes", n), { n })}</span>
    </div>
  `;
}

function Select({ label, all, items, value, onChange }) {
  return html`
    <select class="input experts-select" aria-label=${label} value=${value} onChange=${onChange}>
      <option value="">${all}</option>
      ${items.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
    </select>
  `;
}
