import { isMuted } from "../store/filters.js";
import { writers } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { kindWords, muteWords, names } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { useNow } from "./now.js";
import { Options } from "./options.js";
import { html, useEffect, useRef } from "./preact.js";
import { StateChip } from "./state-chip.js";
import { useTalk } from "./talk.js";

/** Who this is with, and what can be done with the conversation as a whole. */
export function Heading({ isFinding, onFind }) {
  const { actions } = useApp();
  const { row } = useTalk();
  const panel = useStore((state) => state.open?.panel);
  const title = useRef(null);
  useEffect(() => title.current.focus({ preventScroll: true }), []);
  return html`
    <header class="thread-header">
      <button class="icon-button thread-back" type="button" aria-label=${gettext("Revenir aux discussions")} onClick=${actions.close}>
        <${Icon} name="back" />
      </button>
      <${Avatar} name=${row.title} kind=${row.kind} />
      <div class="thread-names">
        <h2 class="thread-title" id="thread-title" tabindex="-1" aria-describedby="thread-kind" ref=${title}>${row.title}</h2>
        <span id="thread-kind" hidden>${kindWords(row.kind)}</span>
        <div class="thread-line"><${SecondLine} /></div>
      </div>
      <${Tool} icon="search" words=${gettext("Rechercher dans la conversation")} isOn=${isFinding} onPick=${onFind} />
      <${Tool} icon="info" words=${gettext("Détails")} isOn=${panel === "details"} onPick=${() => actions.showPanel(panel ? null : "details")} />
      ${!row.isForeign && html`<${Options} />`}
    </header>
  `;
}

function Tool({ icon, words, isOn, onPick }) {
  return html`<button
    class="icon-button"
    type="button"
    id=${`thread-${icon}`}
    aria-label=${words}
    title=${words}
    aria-expanded=${String(isOn)}
    onClick=${onPick}
  >
    <${Icon} name=${icon} />
  </button>`;
}

function SecondLine() {
  const { dates, reader } = useApp();
  const { row, thread, question } = useTalk();
  const typing = useStore((state) => writers(state, row.id).join());
  const people = thread.participants.filter((one) => typing.split(",").includes(one.id));
  if (people.length === 1) return html`<span class="thread-typing">${fill(gettext("%(name)s est en train d’écrire…"), people[0])}</span>`;
  if (people.length > 1) {
    const who = names(people, reader.language);
    return html`<span class="thread-typing">${fill(gettext("%(names)s sont en train d’écrire…"), { names: who })}</span>`;
  }
  if (row.kind === "question") return html`<${QuestionLine} row=${row} question=${question} />`;
  return [subtitle(row, thread, reader), isMuted(row) && muteWords(row, dates)].filter(Boolean).join(" · ");
}

/** Who has it, since when (principle 2). */
function QuestionLine({ row, question }) {
  const { dates, reader } = useApp();
  const now = useNow();
  const isMine = question?.requester.id === reader.id;
  const parts = question && [
    isMine ? question.assignee?.name : question.requester.name,
    question.group.name,
    isMuted(row) && muteWords(row, dates),
  ];
  const waiting = question && row.state === "pending" ? waitingWords(dates.duration(question.asked_at, now)) : undefined;
  // Its stages tell the requester more than its state.
  const hasChip = (question ? !isMine : reader.is_practitioner) || row.state === "withdrawn";
  return html`<span class="question-line">
    ${hasChip && html`<${StateChip} state=${row.state} isMine=${question?.assignee?.id === reader.id} words=${waiting} />`}
    <span class="question-words">${parts?.filter(Boolean).join(" · ")}</span>
  </span>`;
}

function waitingWords(duration) {
  return fill(gettext("En attente depuis %(duration)s"), { duration });
}

function subtitle(row, thread, reader) {
  if (row.kind === "private") return thread.participants.find((one) => one.id !== reader.id)?.specialty;
  const n = thread.participants.length;
  return n ? fill(ngettext("%(n)s participant", "%(n)s participants", n), { n }) : "";
}
