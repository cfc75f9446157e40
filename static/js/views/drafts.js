import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { Pane } from "./pane.js";
import { Pending } from "./pending.js";
import { html, useEffect } from "./preact.js";

/** What I began to write, wherever it was meant for; also what came too late (N19). */
export function DraftsDialog({ onClose }) {
  return html`<${Dialog} title=${gettext("Brouillons")} onClose=${onClose}><${Drafts} onLeave=${onClose} /><//>`;
}

/** The same as a page of its own. */
export function DraftsPane() {
  return html`<${Pane} title=${gettext("Brouillons")}><${Drafts} /><//>`;
}

function Drafts({ onLeave = () => undefined }) {
  const { actions } = useApp();
  const { phase, items, code } = useStore((state) => state.drafts);
  useEffect(() => {
    actions.loadDrafts();
  }, []);
  return html`
    ${phase === "loading" && html`<p class="soft">${gettext("Chargement…")}</p>`}
    ${phase === "failed" && html`<p class="notice notice-error" role="alert">${refusalWords({ code })}</p>`}
    <${Stranded} />
    ${phase === "ready" && !items.length && html`<p class="soft">${gettext("Aucun brouillon.")}</p>`}
    <ul class="drafts" role="list">
      ${items.map((draft) => html`<${Draft} key=${draft.id} draft=${draft} onLeave=${onLeave} />`)}
    </ul>
  `;
}

/** Refused, and meant for an exchange that is not mine any more: it shows nowhere else. */
function Stranded() {
  const outbox = useStore((state) => state.outbox);
  const rows = useStore((state) => state.rows);
  const stranded = outbox.filter((one) => one.state === "failed" && !(one.conversation in rows));
  if (!stranded.length) return null;
  return html`<ol class="drafts" role="list">${stranded.map((one) => html`<${Pending} key=${one.client_id} message=${one} />`)}</ol>`;
}

function Draft({ draft, onLeave }) {
  const { actions, dates } = useApp();
  const row = useStore((state) => state.rows[draft.conversation]);
  const title = row?.title ?? (draft.conversation ? gettext("Discussion") : gettext("Échange auquel vous n’avez pas accès"));
  const open = () => {
    onLeave();
    actions.open(draft.conversation);
  };
  const about = html`<span class="visually-hidden"> ${title}</span>`;
  return html`
    <li class="draft">
      <p class="draft-line">
        <span class="draft-title">${title}</span>
        <time class="soft" datetime=${draft.saved_at} title=${dates.full(draft.saved_at)}>${dates.moment(draft.saved_at)}</time>
      </p>
      <p class="draft-text" dir="auto">${draft.text}</p>
      <p class="draft-actions">
        ${draft.conversation && html`<button class="button-link" type="button" onClick=${open}>${gettext("Reprendre")}${about}</button>`}
        <button class="button-link" type="button" onClick=${() => actions.copy(draft.text)}>${gettext("Copier")}${about}</button>
        <button class="button-link" type="button" onClick=${() => actions.discardDraft(draft)}>${gettext("Supprimer")}${about}</button>
      </p>
    </li>
  `;
}
