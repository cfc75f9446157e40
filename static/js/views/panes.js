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

/** The list and what is open of it; where there is no room for both, one of them. What is
 * told of a conversation (`open.panel`) has a place at the end, `.panel`. */
export function Panes({ open, onDialog }) {
  const { reader } = useApp();
  const shape = ["panes", open && "panes-reading", open?.panel && "panes-panel"];
  const Main = isPlace(open?.id) ? PLACES[open.id.split("/")[0]] : ThreadPane;
  return html`
    <div class=${shape.filter(Boolean).join(" ")}>
      <${ListPane} canWrite=${reader.is_practitioner} onDialog=${onDialog} />
      <${Main} key=${open?.id ?? "none"} open=${open} onDialog=${onDialog} />
    </div>
  `;
}
