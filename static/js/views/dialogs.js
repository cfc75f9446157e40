import { CloseDialog } from "./close.js";
import { DraftsDialog } from "./drafts.js";
import { ExpellingDialog } from "./expelling.js";
import { GroupDialog } from "./group.js";
import { MuteDialog } from "./mute.js";
import { NewGroupDialog } from "./new-group.js";
import { NewPrivateDialog } from "./new-private.js";
import { PausingDialog } from "./pausing.js";
import { html, useState } from "./preact.js";
import { RetractDialog } from "./retract.js";
import { UnsavedDialog } from "./unsaved.js";
import { WithdrawDialog } from "./withdraw.js";

const KNOWN = {
  "new-private": NewPrivateDialog,
  "new-group": NewGroupDialog,
  group: GroupDialog,
  mute: MuteDialog,
  retract: RetractDialog,
  close: CloseDialog,
  drafts: DraftsDialog,
  pausing: PausingDialog,
  expelling: ExpellingDialog,
  unsaved: UnsavedDialog,
  withdraw: WithdrawDialog,
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

export function Dialogs({ current, close }) {
  if (!current) return null;
  return html`<${KNOWN[current.name]} ...${current.data} onClose=${close} />`;
}
