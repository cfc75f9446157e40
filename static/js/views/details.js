import { isArchived, isMuted } from "../store/filters.js";
import { gettext } from "../words.js";
import { muteWords } from "../wording.js";
import { useApp } from "./context.js";
import { SentNotices } from "./details-notices.js";
import { FollowUp, Participants, PhotosPart } from "./details-parts.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";
import { useTalk } from "./talk.js";

const WIDE = "(width >= 1200px)";

/** Who takes part, what became of a question, what I may change: a column beside the
 * thread where there is room, else a sheet above it. */
export function Details() {
  const { actions } = useApp();
  const isWide = useMedia(WIDE);
  const close = () => actions.showPanel(null);
  if (!isWide) return html`<${Dialog} title=${gettext("Détails")} onClose=${close}><div class="details-parts"><${Parts} /></div><//>`;
  return html`<${Column} onClose=${close} />`;
}

function Column({ onClose }) {
  const title = useRef(null);
  useEffect(() => title.current.focus({ preventScroll: true }), []);
  function close() {
    onClose();
    document.getElementById("thread-info")?.focus();
  }
  const onKeyDown = (event) => event.key === "Escape" && close();
  return html`
    <aside class="details" aria-labelledby="details-title" onKeyDown=${onKeyDown}>
      <header class="details-header">
        <h2 id="details-title" tabindex="-1" ref=${title}>${gettext("Détails")}</h2>
        <button class="icon-button" type="button" aria-label=${gettext("Fermer")} onClick=${close}><${Icon} name="close" /></button>
      </header>
      <div class="details-parts"><${Parts} /></div>
    </aside>
  `;
}

function Parts() {
  const { reader } = useApp();
  const { row, question } = useTalk();
  return html`
    <${Participants} />
    <${PhotosPart} />
    ${question && html`<${FollowUp} />`}
    ${reader.is_practitioner && !row.isForeign && html`<${SentNotices} />`}
    ${!row.isForeign && html`<${Settings} />`}
  `;
}

/** What I may change for myself; for a group, what its members may. */
function Settings() {
  const { actions, dates, reader } = useApp();
  const { row, onDialog } = useTalk();
  const isQuiet = isMuted(row);
  const isKept = isArchived(row);
  const show = (name) => {
    if (!matchMedia(WIDE).matches) actions.showPanel(null);
    onDialog(name, { conversation: row.id });
  };
  return html`
    <section class="details-part">
      <h3>${gettext("Paramètres")}</h3>
      <ul class="details-settings" role="list">
        <${Setting} icon=${isQuiet ? "muted" : "bell"} words=${isQuiet ? muteWords(row, dates) : gettext("Notifications activées")}
          act=${isQuiet ? gettext("Réactiver les notifications") : gettext("Désactiver les notifications")}
          onPick=${() => (isQuiet ? actions.unmute(row.id) : show("mute"))} />
        <${Setting} icon="box" words=${isKept ? gettext("Archivée") : gettext("Dans la liste des discussions")}
          act=${isKept ? gettext("Désarchiver") : gettext("Archiver")}
          onPick=${() => (isKept ? actions.unarchive(row.id) : actions.archive(row.id))} />
        ${row.kind === "group" &&
        reader.is_practitioner &&
        html`<${Setting} icon="people" words=${gettext("Nom, membres et historique du groupe")} act=${gettext("Gérer le groupe")} onPick=${() => show("group")} />`}
      </ul>
    </section>
  `;
}

function Setting({ icon, words, act, onPick }) {
  return html`<li class="setting">
    <${Icon} name=${icon} />
    <span class="setting-words">${words}</span>
    <button class="button-link" type="button" onClick=${onPick}>${act}</button>
  </li>`;
}

function useMedia(query) {
  const [isMatch, set] = useState(matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const hear = () => set(list.matches);
    list.addEventListener("change", hear);
    return () => list.removeEventListener("change", hear);
  }, [query]);
  return isMatch;
}
