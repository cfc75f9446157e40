import { AllGroupsDialog } from "./all-groups.js";
import { CloseDialog } from "./close.js";
import { DraftsDialog } from "./drafts.js";
import { ExpellingDialog } from "./expelling.js";
import { GoToDialog } from "./go-to.js";
import { GroupDialog } from "./group.js";
import { LanguageDialog } from "./language.js";
import { LeaveDialog } from "./leave.js";
import { MuteDialog } from "./mute.js";
import { NewGroupDialog } from "./new-group.js";
import { NewPrivateDialog } from "./new-private.js";
import { PausingDialog } from "./pausing.js";
import { html, useState } from "./preact.js";
import { PhotoEditorDialog } from "./photo-editor.js";
import { PreferencesDialog } from "./preferences.js";
import { ReceiptsDialog } from "./receipts.js";
import { QuickRepliesDialog } from "./quick-replies.js";
import { RetractDialog } from "./retract.js";
import { ShortcutsDialog } from "./shortcuts.js";
import { UnsavedDialog } from "./unsaved.js";
import { ViewerDialog } from "./viewer.js";
import { WithdrawDialog } from "./withdraw.js";

const KNOWN = {
  "all-groups": AllGroupsDialog,
  "new-private": NewPrivateDialog,
  "new-group": NewGroupDialog,
  group: GroupDialog,
  mute: MuteDialog,
  retract: RetractDialog,
  close: CloseDialog,
  drafts: DraftsDialog,
  "quick-replies": QuickRepliesDialog,
  pausing: PausingDialog,
  expelling: ExpellingDialog,
  unsaved: UnsavedDialog,
  withdraw: WithdrawDialog,
  preferences: PreferencesDialog,
  language: LanguageDialog,
  shortcuts: ShortcutsDialog,
  "go-to": GoToDialog,
  receipts: ReceiptsDialog,
  leave: LeaveDialog,
  "photo-editor": PhotoEditorDialog,
  viewer: ViewerDialog,
};

/** One dialog at a time, by name. */
export function useDialogs() {
  const [current, set] = useState(null);
  return {
    current,
    show: (name, data = {}) => set({ name, data }),
    close: () => set(null),
  };
}

export function Dialogs({ current, show, close }) {
  if (!current) return null;
  return html`<${KNOWN[current.name]} key=${current.name} ...${current.data} onDialog=${show} onClose=${close} />`;
}
