import { pendingWords } from "../question-words.js";
import { pendingOf } from "../store/queues.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { useNow } from "./now.js";
import { html, useEffect, useState } from "./preact.js";

/** What waits in a group. Who is no member learns since when, and nothing else (3.5). */
export function ExpertsQueue({ group }) {
  return group.is_member ? html`<${Questions} group=${group} />` : html`<${Ages} group=${group} />`;
}

function Questions({ group }) {
  const { actions, dates } = useApp();
  const now = useNow();
  const queues = useStore((state) => state.queues);
  const rows = pendingOf({ queues }, group.id);
  if (!rows.length) return html`<${Nothing} />`;
  return html`
    <h3 id="experts-waiting">${pendingWords(rows.length)}</h3>
    <ul class="experts-waiting" role="list" aria-labelledby="experts-waiting">
      ${rows.map(
        (row) => html`<li key=${row.question}>
          <button class="button-link" type="button" onClick=${() => actions.open(row.question)}>${row.title}</button>
          <time class="soft" datetime=${row.asked_at} title=${dates.full(row.asked_at)}>${dates.since(row.asked_at, now)}</time>
        </li>`,
      )}
    </ul>
  `;
}

function Ages({ group }) {
  const { actions, dates } = useApp();
  const now = useNow();
  const [ages, setAges] = useState(null);
  useEffect(() => {
    actions.queueAges(group.id).then(setAges, () => setAges([]));
  }, [group.n_pending, group.oldest_asked_at]);
  if (!ages) return html`<p class="soft" role="status">${gettext("Chargement…")}</p>`;
  return html`
    <p class="notice"><${Icon} name="experts" />${gettext("Vous n’êtes pas membre de ce groupe : vous voyez depuis quand les questions attendent, jamais leur contenu.")}</p>
    ${!ages.length && html`<${Nothing} />`}
    ${ages.length > 0 &&
    html`<h3 id="experts-waiting">${pendingWords(ages.length)}</h3>
      <ol class="experts-waiting" role="list" aria-labelledby="experts-waiting">
        ${ages.map(
          (at) => html`<li key=${at}>
            <span>${gettext("Question en attente")}</span>
            <time class="soft" datetime=${at} title=${dates.full(at)}>${dates.since(at, now)}</time>
          </li>`,
        )}
      </ol>`}
  `;
}

function Nothing() {
  return html`<p class="soft">${gettext("Aucune question en attente.")}</p>`;
}
