import { isArchived, isAskedBy, isMuted } from "../store/filters.js";
import { countPhotos } from "../store/photos.js";
import { badgeText } from "../store/shown.js";
import { tickOf } from "../store/threads.js";
import { fill, gettext, ngettext } from "../words.js";
import { excerptWords, kindWords } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";
import { StateChip } from "./state-chip.js";
import { Tick } from "./tick.js";

/** One conversation of the list: a link, so that it opens in a tab like any other. While
 * several are chosen, it chooses. */
export function Row({ row, isOpen, isStop, isChosen, onChoose }) {
  const { actions, dates, reader, list } = useApp();
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (onChoose) return onChoose(row.id);
    list.keep(row.id);
    actions.open(row.id);
  };
  const isQuestion = row.kind === "question";
  return html`
    <a
      class=${["row", row.unread > 0 && "row-new", isQuestion && "row-question"].filter(Boolean).join(" ")}
      href=${actions.address(row.id)}
      data-stop
      tabindex=${isStop ? 0 : -1}
      aria-current=${isOpen ? "page" : undefined}
      aria-keyshortcuts="Shift+F10"
      onClick=${open}
    >
      ${onChoose
        ? html`<span class=${isChosen ? "row-check row-checked" : "row-check"}><${Icon} name="tick" isBold=${true} /></span>`
        : html`<${Avatar} name=${row.title} kind=${row.kind} />`}
      <span class="row-title">
        ${isChosen && html`<span class="visually-hidden">${gettext("Sélectionnée")}, </span>`}<span class="visually-hidden">${kindWords(row.kind)}, </span>${row.title}
        ${row.other?.specialty && html`<span class="row-specialty"> ${row.other.specialty}</span>`}
    </span>
      <time class="row-time" datetime=${row.moved_at}>${row.last && dates.brief(row.moved_at)}</time>
      <span class="row-excerpt">
        ${row.draft_at && !isOpen && html`<span class="row-draft">${gettext("Brouillon")} </span>`}
        <${MyTick} row=${row} />${countPhotos(row.last) > 0 && html`<span class="row-photos"><${Icon} name="photo" /></span>`}${excerptWords(row, { me: reader.id, language: reader.language })}
    </span>
      <${Marks} row=${row} />
      ${isQuestion && html`<${QuestionLine} row=${row} />`}
    </a>
  `;
}

/** How far my last message has come. */
function MyTick({ row }) {
  const { reader } = useApp();
  if (!row.other || row.last?.kind !== "message" || row.last.author?.id !== reader.id) return null;
  return html`<span class="row-tick"><${Tick} ...${tickOf(row.last.seq, [row.other], reader.id)} /></span>`;
}

/** Where a question stands, and whom it is from; its requester knows whom it is for. */
function QuestionLine({ row }) {
  const { reader } = useApp();
  const isMine = isAskedBy(row, reader.id);
  const group = useStore((state) => state.experts?.find((one) => one.id === row.question?.group)?.name);
  const who = isMine ? group : row.question && requesterWords(row.question.requester);
  return html`<span class="row-state">
    <${StateChip} state=${row.state} isMine=${reader.is_practitioner && row.question && !isMine} />
    ${who && html`<span class="row-who">${who}</span>`}
  </span>`;
}

/** A patient is named as one: two people of a list may have the same name. */
export function requesterWords({ role, name }) {
  return role === "patient" ? fill(gettext("Patient·e : %(name)s"), { name }) : name;
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
