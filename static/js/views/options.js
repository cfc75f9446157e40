import { isArchived, isMuted } from "../store/filters.js";
import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Menu } from "./menu.js";
import { html } from "./preact.js";
import { useTalk } from "./talk.js";

/** What can be done with a conversation, always in the same order (S2-23). */
export function Options() {
  const { row, question, onDialog } = useTalk();
  const { actions, reader } = useApp();
  const about = { conversation: row.id };
  const items = [
    isMuted(row)
      ? { words: gettext("Réactiver les notifications"), icon: "muted", onPick: () => actions.unmute(row.id) }
      : { words: gettext("Désactiver les notifications"), icon: "muted", onPick: () => onDialog("mute", about) },
    ...questionItems({ row, question, actions, reader, onDialog }),
    isArchived(row)
      ? { words: gettext("Désarchiver"), icon: "box", onPick: () => actions.unarchive(row.id) }
      : { words: gettext("Archiver"), icon: "box", onPick: () => actions.archive(row.id) },
    row.kind === "group" &&
      reader.is_practitioner && { words: gettext("Quitter le groupe"), icon: "leave", onPick: () => onDialog("leave", about) },
  ].filter(Boolean);
  return html`<${Menu} label=${gettext("Options")} items=${items} />`;
}

/** What its requester and its expert may do with a question. */
function questionItems({ row, question, actions, reader, onDialog }) {
  if (!question || row.kind !== "question") return [];
  const { can_release, can_withdraw, can_close, can_reopen, assignee } = question;
  return [
    can_release && { words: gettext("Remettre dans la file"), icon: "undo", onPick: () => actions.release(row.id) },
    can_withdraw && { words: gettext("Retirer ma question"), icon: "undo", onPick: () => onDialog("withdraw", { question: row.id }) },
    can_close && { words: gettext("Clôturer l’échange"), icon: "tick", onPick: () => onDialog("close", { conversation: row.id }) },
    can_reopen && assignee?.id === reader.id && { words: gettext("Rouvrir l’échange"), icon: "undo", onPick: () => actions.reopen(row.id) },
  ];
}
