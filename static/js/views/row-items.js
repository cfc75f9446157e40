import { isArchived, isAskedBy, isMuted } from "../store/filters.js";
import { gettext } from "../words.js";

/** What can be done with a conversation from its row. */
export function rowItems({ row, actions, reader, onDialog }) {
  const { id } = row;
  const open = { words: gettext("Ouvrir"), icon: "open", onPick: () => actions.open(id) };
  const copy = { words: gettext("Copier le lien"), icon: "link", onPick: () => actions.copyLink(id) };
  if (row.pending) return [open, copy];
  const canClose = row.kind === "question" && row.state === "claimed" && !isAskedBy(row, reader.id);
  return [
    open,
    row.unread > 0 && { words: gettext("Marquer comme lu"), icon: "both", onPick: () => actions.markRead(id) },
    muting({ row, actions, onDialog }),
    canClose && { words: gettext("Clôturer"), icon: "tick", onPick: () => onDialog("close", { conversation: id }) },
    archiving({ row, actions }),
    copy,
  ].filter(Boolean);
}

export function muting({ row, actions, onDialog }) {
  return isMuted(row)
    ? { words: gettext("Réactiver les notifications"), icon: "bell", onPick: () => actions.unmute(row.id) }
    : { words: gettext("Désactiver les notifications"), icon: "muted", onPick: () => onDialog("mute", { conversation: row.id }) };
}

export function archiving({ row, actions }) {
  return isArchived(row)
    ? { words: gettext("Désarchiver"), icon: "box", onPick: () => actions.unarchive(row.id) }
    : { words: gettext("Archiver"), icon: "box", onPick: () => actions.archive(row.id) };
}
