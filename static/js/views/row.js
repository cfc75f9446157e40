import { isArchived, isMuted } from "../store/filters.js";
import { badgeText } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { excerptWords, kindWords } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";
import { StateChip } from "./state-chip.js";

/** One conversation of the list: a link, so that it opens in a tab like any other. */
export function Row({ row, isOpen, isStop }) {
  const { actions, dates, reader } = useApp();
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    actions.open(row.id);
  };
  const isNew = row.unread > 0;
  return html`
    <li>
      <a
        class=${["row", isNew && "row-new", row.kind === "question" && "row-question"].filter(Boolean).join(" ")}
        href=${actions.address(row.id)}
        data-stop
        tabindex=${isStop ? 0 : -1}
        aria-current=${isOpen ? "page" : undefined}
        onClick=${open}
      >
        <${Avatar} name=${row.title} kind=${row.kind} />
        <span class="row-title"><span class="visually-hidden">${kindWords(row.kind)}, </span>${row.title}</span>
        <time class="row-time" datetime=${row.moved_at}>${row.last && dates.brief(row.moved_at)}</time>
        <span class="row-excerpt">
          ${row.draft_at && !isOpen && html`<span class="row-draft">${gettext("Brouillon")} </span>`}
          ${excerptWords(row, { me: reader.id, language: reader.language })}
        </span>
        <${Marks} row=${row} />
        ${row.kind === "question" && html`<span class="row-state"><${StateChip} state=${row.state} /></span>`}
      </a>
    </li>
  `;
}

function Marks({ row }) {
  const muted = isMuted(row);
  const words = fill(ngettext("%(n)s message non lu", "%(n)s messages non lus", row.unread), { n: badgeText(row.unread) });
  return html`
    <span class="row-marks">
      ${isArchived(row) && html`<${Icon} name="box" /><span class="visually-hidden">${gettext("Archivée")}</span>`}
      ${muted && html`<${Icon} name="muted" /><span class="visually-hidden">${gettext("Notifications désactivées")}</span>`}
      ${row.unread > 0 &&
      html`<span class=${muted ? "badge badge-quiet" : "badge"}>
        <span aria-hidden="true">${badgeText(row.unread)}</span><span class="visually-hidden">${words}</span>
      </span>`}
    </span>
  `;
}
