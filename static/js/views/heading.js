import { isArchived, isMuted } from "../store/filters.js";
import { writers } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { names } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { useNow } from "./now.js";
import { html, useEffect, useRef } from "./preact.js";
import { StateChip } from "./state-chip.js";

const FOR_EVER_YEAR = 9999;

/** Who this is with, and what can be done with the conversation as a whole. */
export function Heading({ row, thread, question, onDialog }) {
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
        <p class="thread-line"><${SecondLine} row=${row} thread=${thread} question=${question} /></p>
      </div>
      ${!row.isForeign && html`<${Options} row=${row} question=${question} onDialog=${onDialog} />`}
    </header>
  `;
}

function SecondLine({ row, thread, question }) {
  const { dates, reader } = useApp();
  const typing = useStore((state) => writers(state, row.id).join());
  const people = thread.participants.filter((one) => typing.split(",").includes(one.id));
  if (people.length === 1) return html`<span class="thread-typing">${fill(gettext("%(name)s est en train d’écrire…"), people[0])}</span>`;
  if (people.length > 1) {
    const who = names(people, reader.language);
    return html`<span class="thread-typing">${fill(gettext("%(names)s sont en train d’écrire…"), { names: who })}</span>`;
  }
  if (row.kind === "question") return html`<${QuestionLine} row=${row} question=${question} />`;
  return [subtitle(row, thread, reader), muteWords(row, dates)].filter(Boolean).join(" · ");
}

/** Who has it, since when (principle 2). */
function QuestionLine({ row, question }) {
  const { dates, reader } = useApp();
  const now = useNow();
  const isMine = question?.requester.id === reader.id;
  const parts = question && [
    row.state === "pending" && dates.since(question.asked_at, now),
    isMine ? question.assignee?.name : question.requester.name,
    question.group.name,
    muteWords(row, dates),
  ];
  // Its stages tell the requester more than its state.
  const hasChip = (question ? !isMine : reader.is_practitioner) || row.state === "withdrawn";
  return html`<span class="question-line">
    ${hasChip && html`<${StateChip} state=${row.state} isMine=${question?.assignee?.id === reader.id} />`}
    <span class="question-words">${parts?.filter(Boolean).join(" · ")}</span>
  </span>`;
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

function Options({ row, question, onDialog }) {
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
    ...questionItems({ row, question, actions, reader, onDialog }),
    isArchived(row)
      ? { words: gettext("Désarchiver"), icon: "box", onPick: () => actions.unarchive(row.id) }
      : { words: gettext("Archiver"), icon: "box", onPick: () => actions.archive(row.id) },
  ].filter(Boolean);
  return html`<${Menu} label=${gettext("Options")} items=${items} />`;
}

/** What its requester and its expert may do with a question. */
function questionItems({ row, question, actions, reader, onDialog }) {
  if (!question || row.kind !== "question") return [];
  const { can_release, can_withdraw, can_close, can_reopen, assignee } = question;
  return [
    can_withdraw && { words: gettext("Retirer ma question"), icon: "undo", onPick: () => onDialog("withdraw", { question: row.id }) },
    can_release && { words: gettext("Remettre dans la file"), icon: "undo", onPick: () => actions.release(row.id) },
    can_close && { words: gettext("Clôturer l’échange"), icon: "tick", onPick: () => onDialog("close", { conversation: row.id }) },
    can_reopen && assignee?.id === reader.id && { words: gettext("Rouvrir l’échange"), icon: "undo", onPick: () => actions.reopen(row.id) },
  ];
}
