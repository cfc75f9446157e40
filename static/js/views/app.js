import { isOnlyPatient } from "../store/mine.js";
import { Announcer } from "./announcer.js";
import { Banner } from "./banner.js";
import { useApp, useStore } from "./context.js";
import { Count } from "./count.js";
import { Dialogs, useDialogs } from "./dialogs.js";
import { ListPane } from "./list.js";
import { PatientHome } from "./patient-home.js";
import { html } from "./preact.js";
import { Stopped } from "./stopped.js";
import { ThreadPane } from "./thread.js";
import { Toast } from "./toast.js";

/** Two panes; on a phone the one that matters. */
export function App() {
  const line = useStore((state) => state.line);
  const open = useStore((state) => state.open);
  const dialogs = useDialogs();
  const { reader } = useApp();
  const isPatient = isOnlyPatient(reader);
  if (line.phase === "stopped") return html`<${Stopped} code=${line.code} reason=${line.reason} />`;
  return html`
    <div class=${open ? "panes panes-reading" : "panes"}>
      <${Banner} line=${line} />
      ${isPatient ? html`<${PatientHome} open=${open} />` : html`<${ListPane} canWrite=${reader.is_practitioner} onDialog=${dialogs.show} />`}
      ${(open || !isPatient) && html`<${ThreadPane} key=${open?.id ?? "none"} open=${open} onDialog=${dialogs.show} />`}
      <${Dialogs} ...${dialogs} />
      ${!dialogs.current && html`<${Toast} />`}
      <${Announcer} />
      <${Count} />
    </div>
  `;
}
