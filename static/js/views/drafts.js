import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html, useEffect, useState } from "./preact.js";

/** What I began to write, wherever it was meant for; also what came too late (N19). */
export function DraftsDialog({ onClose }) {
  const { actions } = useApp();
  const [found, setFound] = useState({ phase: "loading", items: [] });
  useEffect(() => {
    actions.listDrafts().then(
      ({ items }) => setFound({ phase: "ready", items }),
      (refusal) => setFound({ phase: "failed", items: [], words: refusalWords(refusal) }),
    );
  }, []);
  const discard = async (id) => {
    if (!(await actions.discardDraft(id))) return;
    setFound(({ items }) => ({ phase: "ready", items: items.filter((one) => one.id !== id) }));
  };
  return html`
    <${Dialog} title=${gettext("Brouillons")} onClose=${onClose}>
      ${found.phase === "loading" && html`<p class="soft">${gettext("Chargement…")}</p>`}
      ${found.phase === "failed" && html`<p class="notice notice-error" role="alert">${found.words}</p>`}
      ${found.phase === "ready" && !found.items.length && html`<p class="soft">${gettext("Aucun brouillon.")}</p>`}
      <ul class="drafts" role="list">
        ${found.items.map((draft) => html`<${Draft} key=${draft.id} draft=${draft} onDiscard=${() => discard(draft.id)} onClose=${onClose} />`)}
      </ul>
    <//>
  `;
}

function Draft({ draft, onDiscard, onClose }) {
  const { actions, dates } = useApp();
  const row = useStore((state) => state.rows[draft.conversation]);
  const copy = async () => {
    await navigator.clipboard?.writeText(draft.text);
    actions.say(gettext("Texte copié."));
  };
  const open = () => {
    actions.open(draft.conversation);
    onClose();
  };
  return html`
    <li class="draft">
      <p class="draft-line">
        <span class="draft-title">${row?.title ?? (draft.conversation ? gettext("Discussion") : gettext("Échange auquel vous n’avez pas accès"))}</span>
        <time class="soft" datetime=${draft.saved_at} title=${dates.full(draft.saved_at)}>${dates.moment(draft.saved_at)}</time>
      </p>
      <p class="draft-text" dir="auto">${draft.text}</p>
      <p class="draft-actions">
        ${draft.conversation && html`<button class="button-link" type="button" onClick=${open}>${gettext("Continuer")}</button>`}
        <button class="button-link" type="button" onClick=${copy}>${gettext("Copier")}</button>
        <button class="button-link" type="button" onClick=${onDiscard}>${gettext("Supprimer")}</button>
      </p>
    </li>
  `;
}
