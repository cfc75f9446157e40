import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { ExpertsForm } from "./experts-form.js";
import { ExpertsGroup } from "./experts-group.js";
import { ExpertsTable } from "./experts-table.js";
import { html, useEffect } from "./preact.js";

/** « Groupes d’experts » for administrators: the table, one group, or a new one
 * (S2-31 … S2-36). `open.id` says which: "experts", "experts/new", "experts/<id>", "experts/<id>/edit". */
export function ExpertsAdmin({ open, onDialog }) {
  const { actions, reader } = useApp();
  const [, which, part] = open.id.split("/");
  const experts = useStore((state) => state.experts);
  useEffect(() => void actions.loadExperts(), []);
  if (!reader.is_administrator) return html`<${Notice} words=${gettext("Cette page est réservée aux administrateurs.")} />`;
  if (!which) return html`<${ExpertsTable} onDialog=${onDialog} />`;
  if (which === "new") return html`<${ExpertsForm} onDialog=${onDialog} />`;
  const group = experts?.find((one) => one.id === which && one.is_administrator);
  if (group) return html`<${ExpertsGroup} key=${which} group=${group} part=${part} onDialog=${onDialog} />`;
  return html`<${Notice} words=${experts ? gettext("Ce groupe n’existe pas, ou vous ne l’administrez plus.") : gettext("Chargement…")} />`;
}

function Notice({ words }) {
  const { actions } = useApp();
  return html`
    <main class="thread thread-nothing experts-page" id="main">
      <p class="soft" role="status">${words}</p>
      <button class="button button-quiet" type="button" onClick=${actions.close}>${gettext("Revenir aux discussions")}</button>
    </main>
  `;
}
