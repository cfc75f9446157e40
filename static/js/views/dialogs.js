import { CloseDialog } from "./close.js";
import { DraftsDialog } from "./drafts.js";
import { ExpertsDialog } from "./experts.js";
import { GoToDialog } from "./go-to.js";
import { GroupDialog } from "./group.js";
import { LanguageDialog } from "./language.js";
import { MuteDialog } from "./mute.js";
import { NewExpertsDialog } from "./new-experts.js";
import { NewGroupDialog } from "./new-group.js";
import { NewPrivateDialog } from "./new-private.js";
import { html, useState } from "./preact.js";
import { PreferencesDialog } from "./preferences.js";
import { RetractDialog } from "./retract.js";
import { ShortcutsDialog } from "./shortcuts.js";
import { WithdrawDialog } from "./withdraw.js";

const KNOWN = {
  "new-private": NewPrivateDialog,
  "new-group": NewGroupDialog,
  group: GroupDialog,
  mute: MuteDialog,
  retract: RetractDialog,
  close: CloseDialog,
  drafts: DraftsDialog,
  "new-experts": NewExpertsDialog,
  experts: ExpertsDialog,
  withdraw: WithdrawDialog,
  preferences: PreferencesDialog,
  language: LanguageDialog,
  shortcuts: ShortcutsDialog,
  "go-to": GoToDialog,
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
  return html`<${KNOWN[current.name]} key=${current.name} ...${current.data} onClose=${close} onDialog=${show} />`;
}
