import { gettext } from "../words.js";
import { ClaimCard } from "./claim-card.js";
import { Composer } from "./composer.js";
import { useApp } from "./context.js";
import { Emergency } from "./emergency.js";
import { Ended } from "./ended.js";
import { html } from "./preact.js";

const ENDS = new Set(["closed", "withdrawn"]);

/** Below a thread: where to write, how to take the question, or that it has ended. */
export function Footer({ row, thread, question, claim, focus, replyTo, onReply, onDialog }) {
  const { reader } = useApp();
  const writing = { row, thread, question, replyTo, onReply, onDialog };
  if (row.kind !== "question") return html`<${Composer} ...${writing} />`;
  if (row.isForeign && !claim) return html`<${ClaimCard} question=${question} />`;
  if (ENDS.has(row.state)) return html`<${Ended} row=${row} question=${question} />`;
  const hasFocus = claim !== undefined || focus === "composer";
  return html`
    <${Composer} ...${writing} hasFocus=${hasFocus} />
    <p class="slow-line">
      ${claim ? gettext("Prise en charge…") : gettext("Les échanges ne sont pas instantanés.")}
    </p>
    ${reader.is_patient && html`<${Emergency} />`}
  `;
}
