import { stageWords } from "../question-words.js";
import { stagesOf } from "../store/stages.js";
import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

/** How far my question has come: stages, never who looked. */
export function Stages({ row, question, items }) {
  const { dates } = useApp();
  if (row.state === "withdrawn") return null;
  return html`
    <ol class="stages" role="list" aria-label=${gettext("Étapes de votre question")}>
      ${stagesOf(row.state, question, items).map(
        ({ stage, at, isCurrent }) => html`<li key=${stage} class=${at ? "stage stage-done" : "stage"} aria-current=${isCurrent ? "step" : undefined}>
          <span class="stage-dot" aria-hidden="true">${at && html`<${Icon} name="tick" isBold />`}</span>
          <span class="stage-words">${stageWords(stage)}</span>
          ${at && html`<time class="stage-time" datetime=${at} title=${dates.full(at)}>${dates.moment(at)}</time>`}
        </li>`,
      )}
    </ol>
  `;
}
