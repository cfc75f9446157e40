import { EXPERTS, isPlace } from "../router.js";
import { isOnlyPatient } from "../store/mine.js";
import { AskPane } from "./ask.js";
import { useApp } from "./context.js";
import { DraftsPane } from "./drafts.js";
import { ExpertsAdmin } from "./experts-admin.js";
import { ListPane } from "./list.js";
import { MyExperts } from "./my-experts.js";
import { PatientHome } from "./patient-home.js";
import { html } from "./preact.js";
import { QuickRepliesPane } from "./quick-replies.js";
import { ThreadPane } from "./thread.js";

/** Pages that stand where a thread does, by the first word of their address. */
const PLACES = {
  ask: AskPane,
  drafts: DraftsPane,
  "quick-replies": QuickRepliesPane,
  experts: Experts,
};

/** The list and what is open of it; where there is no room for both, one of them. A third
 * column, `.details`, has its place at the end. */
export function Panes({ open, onDialog }) {
  const { reader } = useApp();
  const isPatient = isOnlyPatient(reader);
  const Main = isPlace(open?.id) ? PLACES[open.id.split("/")[0]] : ThreadPane;
  return html`
    <div class=${open ? "panes panes-reading" : "panes"}>
      ${isPatient ? html`<${PatientHome} open=${open} />` : html`<${ListPane} canWrite=${reader.is_practitioner} onDialog=${onDialog} />`}
      ${(open || !isPatient) && html`<${Main} key=${open?.id ?? "none"} open=${open} onDialog=${onDialog} />`}
    </div>
  `;
}

function Experts(props) {
  const { reader } = useApp();
  const isMember = reader.is_practitioner && !reader.is_administrator;
  return isMember && props.open.id === EXPERTS ? html`<${MyExperts} />` : html`<${ExpertsAdmin} ...${props} />`;
}
