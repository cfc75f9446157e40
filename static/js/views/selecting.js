import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useMemo, useState } from "./preact.js";

/** Several conversations chosen, to do one thing with all of them. */
export function useChoosing() {
  const [ids, setIds] = useState(null);
  return useMemo(
    () => ({
      isOn: ids !== null,
      ids: ids ?? new Set(),
      begin: () => setIds(new Set()),
      end: () => setIds(null),
      toggle(id) {
        const next = new Set(ids);
        if (!next.delete(id)) next.add(id);
        setIds(next);
      },
    }),
    [ids],
  );
}

export function ChosenBar({ choosing }) {
  const { actions } = useApp();
  const [isBusy, setBusy] = useState(false);
  const n = choosing.ids.size;
  const run = (work) => async () => {
    if (!n || isBusy) return;
    setBusy(true);
    await work([...choosing.ids]);
    setBusy(false);
    choosing.end();
  };
  const off = String(n === 0 || isBusy);
  return html`
    <div class="chosen-bar" role="toolbar" aria-label=${gettext("Discussions sélectionnées")}>
      <p class="chosen-count" role="status">${fill(ngettext("%(n)s sélectionnée", "%(n)s sélectionnées", n), { n })}</p>
      <button class="list-tool" type="button" aria-disabled=${off} onClick=${run(actions.archiveAll)}>
        <${Icon} name="box" /><span>${gettext("Archiver")}</span>
      </button>
      <button class="list-tool" type="button" aria-disabled=${off} onClick=${run(actions.readThese)}>
        <${Icon} name="both" /><span>${gettext("Marquer comme lu")}</span>
      </button>
      <button class="icon-button" type="button" aria-label=${gettext("Terminer la sélection")} title=${gettext("Terminer la sélection")} onClick=${choosing.end}>
        <${Icon} name="close" />
      </button>
    </div>
  `;
}
