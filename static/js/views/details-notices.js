import { channelWords, momentOf, outcomeLook, outcomeWords, recipientWords } from "../notice-words.js";
import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp } from "./context.js";
import { useNow } from "./now.js";
import { html, useEffect, useState } from "./preact.js";
import { useTalk } from "./talk.js";

const AT_FIRST = 5;

/** « Notifications envoyées » (N8): what was sent of this exchange, and what became of it.
 * Read again with every message, and every minute: an e-mail may come back. */
export function SentNotices() {
  const { actions } = useApp();
  const { row } = useTalk();
  const now = useNow();
  const minute = Math.floor(now / 60_000);
  const [{ items, failure }, set] = useState({ items: null, failure: null });
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    let isHere = true;
    actions.sentNotices(row.id).then(
      (found) => isHere && set({ items: found, failure: null }),
      (refusal) => isHere && set(({ items: before }) => ({ items: before, failure: refusal })),
    );
    return () => (isHere = false);
  }, [row.id, row.head, minute]);
  // Not for this reader.
  if (failure?.status === 404) return null;
  return html`
    <section class="details-part">
      <h3>${gettext("Notifications envoyées")}</h3>
      ${failure && !items && html`<p class="soft" role="status">${refusalWords(failure)}</p>`}
      ${!failure && !items && html`<p class="soft" role="status">${gettext("Chargement…")}</p>`}
      ${items?.length === 0 && html`<p class="soft">${gettext("Aucune notification pour le moment.")}</p>`}
      ${items?.length > 0 &&
      html`<ul class="sent-notices" role="list">
        ${(isWhole ? items : items.slice(0, AT_FIRST)).map((one) => html`<${Sent} key=${one.id} one=${one} />`)}
      </ul>`}
      ${items?.length > AT_FIRST &&
      !isWhole &&
      html`<button class="button-link sent-all" type="button" onClick=${() => setWhole(true)}>
        ${fill(gettext("Tout afficher (%(n)s)"), { n: items.length })}
      </button>`}
    </section>
  `;
}

function Sent({ one }) {
  const { dates } = useApp();
  const at = momentOf(one);
  return html`
    <li class="sent-notice">
      <span class="sent-where">${[channelWords(one.channel), one.address].filter(Boolean).join(" · ")}</span>
      <span class="soft">${recipientWords(one)} · <time datetime=${at} title=${dates.full(at)}>${dates.moment(at)}</time></span>
      <span class=${`chip sent-outcome ${outcomeLook(one.state)}`}>${outcomeWords(one)}</span>
    </li>
  `;
}
