import { columnWords, topicWords } from "../notice-words.js";
import { isEmailMissed, isFixed, topicsOf } from "../store/wishes.js";
import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { ThisBrowser } from "./permission.js";
import { html, useEffect } from "./preact.js";
import { QuietHours } from "./wishes-quiet.js";
import { Snooze } from "./wishes-snooze.js";

/** « Notifications » of the preferences: what I want to be told, how, and when not. */
export function Wishes() {
  const { wishes } = useApp();
  const { phase, code, data } = useStore((state) => state.wishes);
  useEffect(() => void wishes.load(), []);
  return html`
    <section class="wishes" aria-labelledby="wishes-title">
      <h3 id="wishes-title">${gettext("Notifications")}</h3>
      ${phase === "loading" && html`<p class="soft" role="status">${gettext("Chargement…")}</p>`}
      ${phase === "failed" &&
      html`<div class="notice notice-error" role="alert">
        <p>${refusalWords({ code })}</p>
        <button class="button-link" type="button" onClick=${wishes.load}>${gettext("Réessayer")}</button>
      </div>`}
      ${data && html`<${Parts} data=${data} />`}
    </section>
  `;
}

function Parts({ data }) {
  const { reader } = useApp();
  const isAlone = data.channels.length === 1;
  return html`
    <p class="hint">${gettext("Les notifications ne contiennent aucune information médicale.")}</p>
    <${Matrix} data=${data} />
    ${isAlone && html`<p class="hint">${gettext("Ce serveur n’a pas encore d’autre moyen de vous avertir.")}</p>`}
    ${reader.is_practitioner &&
    data.channels.includes("email") &&
    html`<p class="hint">${gettext("Les praticiens ne reçoivent pas d’e-mail, sauf activation ici.")}</p>`}
    <div role="status">
      ${isEmailMissed(data) &&
      html`<p class="notice notice-warning">
        <${Icon} name="alert" />
        <span>${gettext("Sans e-mail, vous risquez de ne pas voir à temps la réponse d’un professionnel.")}</span>
      </p>`}
    </div>
    ${data.channels.includes("browser") && html`<${ThisBrowser} />`}
    <${Snooze} data=${data} />
    <${QuietHours} data=${data} />
  `;
}

/** Rows are what happens, columns how one hears of it. Where there is no room for columns
 * each row is a group. */
function Matrix({ data }) {
  const { channels } = data;
  return html`
    <table class="wish-table" role="table" aria-labelledby="wishes-title">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col"><span class="visually-hidden">${gettext("Ce qui arrive")}</span></th>
          ${channels.map((column) => html`<th key=${column} role="columnheader" scope="col">${columnWords(column)}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${topicsOf(data).map(
          (topic) => html`<tr key=${topic} role="row">
            <th role="rowheader" scope="row">${topicWords(topic)}</th>
            ${channels.map(
              (column) => html`<td key=${column} role="cell" data-label=${columnWords(column)}>
                <${Cell} data=${data} topic=${topic} column=${column} />
              </td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function Cell({ data, topic, column }) {
  const { wishes } = useApp();
  if (isFixed(data, topic, column)) return html`<span class="wish-always"><${Icon} name="tick" />${gettext("Toujours")}</span>`;
  const words = fill(gettext("%(topic)s : %(channel)s"), { topic: topicWords(topic), channel: columnWords(column) });
  const choose = (event) => wishes.change({ matrix: { [topic]: { [column]: event.target.checked } } });
  return html`<label class="switch wish">
    <input type="checkbox" role="switch" checked=${data.matrix[topic][column]} aria-label=${words} onChange=${choose} />
  </label>`;
}
