import { byPlace, textIn } from "../store/quick-replies.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { Pane } from "./pane.js";
import { html, useEffect, useState } from "./preact.js";
import { QuickReplyForm } from "./quick-reply-form.js";

/** « Réponses types » as a dialog over the conversation. */
export function QuickRepliesDialog({ onClose }) {
  const [edited, edit] = useState(null);
  const title = edited ? titleOf(edited) : gettext("Réponses types");
  return html`<${Dialog} title=${title} step=${edited && (edited.id ?? "new")} onClose=${onClose} onBack=${edited && (() => edit(null))}>
    <${QuickReplies} edited=${edited} onEdit=${edit} />
  <//>`;
}

/** The same as a page of its own. */
export function QuickRepliesPane() {
  const [edited, edit] = useState(null);
  const title = edited ? titleOf(edited) : gettext("Réponses types");
  return html`<${Pane} title=${title} onBack=${edited && (() => edit(null))}><${QuickReplies} edited=${edited} onEdit=${edit} /><//>`;
}

function titleOf(edited) {
  return edited.id ? gettext("Modifier la réponse type") : gettext("Nouvelle réponse type");
}

function QuickReplies({ edited, onEdit }) {
  const { actions } = useApp();
  const { phase, items, code } = useStore((state) => state.quickReplies);
  const [removed, setRemoved] = useState(null);
  useEffect(() => {
    actions.quickReplies.load();
  }, []);

  async function discard(reply) {
    if (await actions.quickReplies.discard(reply.id)) setRemoved(reply);
  }
  async function restore() {
    const { shortcut, title, text_fr, text_en, organisation } = removed;
    const asked = { shortcut, title, text_fr, text_en, ...(organisation && { organisation: organisation.id }) };
    if (await actions.quickReplies.add(asked)) setRemoved(null);
  }

  if (edited) return html`<${QuickReplyForm} key=${edited.id ?? "new"} reply=${edited} onDone=${() => onEdit(null)} />`;
  return html`
    <p class="soft">${gettext("Des textes prêts à envoyer : tapez / au début d’un mot pour les insérer dans un message.")}</p>
    <p class="actions"><button class="button" type="button" onClick=${() => onEdit({})}>${gettext("Créer une réponse type")}</button></p>
    <div role="status">
      ${removed &&
      html`<p class="notice quick-removed">
        <span>${gettext("Réponse type supprimée.")}</span>
        <button class="button-link" type="button" onClick=${restore}>${gettext("Annuler")}</button>
      </p>`}
    </div>
    ${phase === "loading" && html`<p class="soft">${gettext("Chargement…")}</p>`}
    ${phase === "failed" && html`<p class="notice notice-error" role="alert">${refusalWords({ code })}</p>`}
    ${phase === "ready" && byPlace(items).map((place) => html`<${Place} key=${place.organisation?.id ?? "mine"} place=${place} onEdit=${onEdit} onDiscard=${discard} />`)}
  `;
}

function Place({ place: { organisation, items }, onEdit, onDiscard }) {
  return html`
    <section class="quick-place">
      <h3>${organisation?.name ?? gettext("Les miennes")}</h3>
      ${!items.length && html`<p class="soft">${gettext("Aucune réponse type pour le moment.")}</p>`}
      <ul class="quick-cards" role="list">
        ${items.map((reply) => html`<${Card} key=${reply.id} reply=${reply} onEdit=${onEdit} onDiscard=${onDiscard} />`)}
      </ul>
    </section>
  `;
}

function Card({ reply, onEdit, onDiscard }) {
  const { reader } = useApp();
  const languages = [reply.text_fr && "FR", reply.text_en && "EN"].filter(Boolean).join(" · ");
  return html`
    <li class="quick-card">
      <p class="quick-card-line">
        <span class="quick-title">${reply.title}</span>
        <span class="quick-word">/${reply.shortcut}</span>
        <span class="quick-languages soft">${languages}</span>
      </p>
      <p class="quick-card-text" dir="auto">${textIn(reply, reader.language)}</p>
      ${reply.can_change &&
      html`<p class="quick-card-actions">
        <button class="button-link" type="button" onClick=${() => onEdit(reply)}>
          ${gettext("Modifier")}<span class="visually-hidden"> ${reply.title}</span>
        </button>
        <button class="button-link" type="button" onClick=${() => onDiscard(reply)}>
          ${gettext("Supprimer")}<span class="visually-hidden"> ${reply.title}</span>
        </button>
      </p>`}
    </li>
  `;
}
