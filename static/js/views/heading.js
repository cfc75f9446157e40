import { isArchived, isMuted } from "../store/filters.js";
import { writers } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { names } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { html, useEffect, useRef } from "./preact.js";

const FOR_EVER_YEAR = 9999;

/** Who this is with, and what can be done with the conversation as a whole. */
export function Heading({ row, thread, onDialog }) {
  const { actions } = useApp();
  const title = useRef(null);
  useEffect(() => title.current.focus({ preventScroll: true }), []);
  return html`
    <header class="thread-header">
      <button class="icon-button thread-back" type="button" aria-label=${gettext("Revenir aux discussions")} onClick=${actions.close}>
        <${Icon} name="back" />
      </button>
      <${Avatar} name=${row.title} kind=${row.kind} />
      <div class="thread-names">
        <h2 class="thread-title" id="thread-title" tabindex="-1" ref=${title}>${row.title}</h2>
        <p class="thread-line"><${SecondLine} row=${row} thread=${thread} /></p>
      </div>
      <${Options} row=${row} onDialog=${onDialog} />
    </header>
  `;
}

function SecondLine({ row, thread }) {
  const { dates, reader } = useApp();
  const typing = useStore((state) => writers(state, row.id).join());
  const people = thread.participants.filter((one) => typing.split(",").includes(one.id));
  if (people.length === 1) return html`<span class="thread-typing">${fill(gettext("%(name)s est en train d’écrire…"), people[0])}</span>`;
  if (people.length > 1) {
    const who = names(people, reader.language);
    return html`<span class="thread-typing">${fill(gettext("%(names)s sont en train d’écrire…"), { names: who })}</span>`;
  }
  return [subtitle(row, thread, reader), muteWords(row, dates)].filter(Boolean).join(" · ");
}

function subtitle(row, thread, reader) {
  if (row.kind === "private") return thread.participants.find((one) => one.id !== reader.id)?.specialty;
  const n = thread.participants.length;
  return n ? fill(ngettext("%(n)s participant", "%(n)s participants", n), { n }) : "";
}

function muteWords(row, dates) {
  if (!isMuted(row)) return "";
  const isForEver = new Date(row.muted_until).getUTCFullYear() === FOR_EVER_YEAR;
  const words = gettext("Notifications désactivées");
  return isForEver ? words : `${words} ${dates.until(row.muted_until)}`;
}

function Options({ row, onDialog }) {
  const { actions, reader } = useApp();
  const items = [
    row.kind === "group" &&
      reader.is_practitioner && {
        words: gettext("Membres du groupe"),
        icon: "people",
        onPick: () => onDialog("group", { conversation: row.id }),
      },
    isMuted(row)
      ? { words: gettext("Réactiver les notifications"), icon: "muted", onPick: () => actions.unmute(row.id) }
      : { words: gettext("Désactiver les notifications"), icon: "muted", onPick: () => onDialog("mute", { conversation: row.id }) },
    isArchived(row)
      ? { words: gettext("Désarchiver"), icon: "box", onPick: () => actions.unarchive(row.id) }
      : { words: gettext("Archiver"), icon: "box", onPick: () => actions.archive(row.id) },
  ].filter(Boolean);
  return html`<${Menu} label=${gettext("Options")} items=${items} />`;
}
