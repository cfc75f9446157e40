import { isPlace } from "../router.js";
import { AskPane } from "./ask.js";
import { useApp } from "./context.js";
import { DraftsPlace } from "./drafts-place.js";
import { ListPane } from "./list.js";
import { MyExperts } from "./my-experts.js";
import { html } from "./preact.js";
import { ThreadPane } from "./thread.js";

/** Pages that stand where a thread does, by the first word of their address. */
const PLACES = {
  ask: AskPane,
  drafts: DraftsPlace,
  experts: MyExperts,
};

/** The list and what is open of it; where there is no room for both, one of them. A third
 * column, `.details`, has its place at the end. */
export function Panes({ open, onDialog }) {
  const { reader } = useApp();
  const Main = isPlace(open?.id) ? PLACES[open.id.split("/")[0]] : ThreadPane;
  return html`
    <div class=${open ? "panes panes-reading" : "panes"}>
      <${ListPane} canWrite=${reader.is_practitioner} onDialog=${onDialog} />
      <${Main} key=${open?.id ?? "none"} open=${open} onDialog=${onDialog} />
    </div>
  `;
}
