import { photoWords } from "../photo-words.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { useNow } from "./now.js";
import { html } from "./preact.js";
import { requesterWords } from "./row.js";
import { StateChip } from "./state-chip.js";

/** A question that waits. Reading it takes nothing: a link like any other. `isAlone`: among
 * conversations, not below the row of its group. */
export function PendingRow({ row, group, isOpen, isStop, isAlone = false }) {
  const { actions, dates, reader } = useApp();
  const now = useNow();
  const name = useStore((state) => isAlone && state.experts?.find((one) => one.id === group)?.name);
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    actions.open(row.question);
  };
  const who = row.requester.id === reader.id ? gettext("Vous") : requesterWords(row.requester);
  return html`
    <a
      class=${isAlone ? "queue-row queue-row-alone" : "queue-row"}
      data-stop
      tabindex=${isStop ? 0 : -1}
      href=${actions.address(row.question)}
      aria-current=${isOpen ? "page" : undefined}
      onClick=${open}
    >
      ${isAlone && html`<span class="avatar avatar-kind avatar-question" aria-hidden="true"><${Icon} name="question" /></span>`}
      <span class="row-title">${isAlone && html`<span class="visually-hidden">${gettext("Question")}, </span>`}${row.title}</span>
      <time class="row-time" datetime=${row.asked_at} title=${dates.full(row.asked_at)}>${dates.since(row.asked_at, now)}</time>
      <span class="row-excerpt">
        ${row.n_photos > 0 && html`<span class="row-photos"><${Icon} name="photo" /><span aria-hidden="true">${row.n_photos}</span><span class="visually-hidden">${photoWords(row.n_photos)} </span></span>`}
        ${row.excerpt || photoWords(row.n_photos)}
      </span>
      <span class="row-state">
        ${isAlone && html`<${StateChip} state="pending" />`}
        <span class="row-who queue-who">${[who, name].filter(Boolean).join(" · ")}</span>
      </span>
    </a>
  `;
}

/** In the place of a question that has just been taken: nothing of what it said. */
export function GoneRow() {
  return html`<p class="row-gone"><${Icon} name="hand" /><span>${goneWords()}</span></p>`;
}

/** A queue does not say why a question left it. */
export function goneWords() {
  return gettext("Prise en charge par un autre membre, ou retirée");
}
