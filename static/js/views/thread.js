import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { Composer } from "./composer.js";
import { useApp, useStore } from "./context.js";
import { Heading } from "./heading.js";
import { html, useState } from "./preact.js";
import { Timeline } from "./timeline.js";

/** The open conversation, or what stands in its place. */
export function ThreadPane({ open, onDialog }) {
  const row = useStore((state) => (open ? state.rows[open.id] : undefined));
  const thread = useStore((state) => (open ? state.threads[open.id] : undefined));
  const [replyTo, setReplyTo] = useState(null);
  if (!open) return html`<${Nothing} words=${gettext("Choisissez une discussion pour la lire.")} />`;
  if (!row && open.phase === "ready") return html`<${Gone} />`;
  if (!row || !thread) return html`<main class="thread" id="main" aria-busy="true"><p class="thread-wait soft">${gettext("Chargement…")}</p></main>`;
  return html`
    <main class="thread" id="main" aria-labelledby="thread-title">
      <${Heading} row=${row} thread=${thread} onDialog=${onDialog} />
      ${thread.phase === "failed"
        ? html`<${Failed} thread=${thread} id=${row.id} />`
        : html`<${Timeline} row=${row} thread=${thread} onReply=${setReplyTo} onDialog=${onDialog} />`}
      <${Composer} row=${row} thread=${thread} replyTo=${replyTo} onReply=${setReplyTo} />
    </main>
  `;
}

function Nothing({ words, children }) {
  return html`<main class="thread thread-nothing" id="main"><p class="soft">${words}</p>${children}</main>`;
}

function Gone() {
  const { actions } = useApp();
  return html`<${Nothing} words=${gettext("Vous n’avez plus accès à cet échange.")}>
    <button class="button button-quiet" type="button" onClick=${actions.close}>${gettext("Revenir aux discussions")}</button>
  <//>`;
}

function Failed({ thread, id }) {
  const { actions } = useApp();
  return html`<div class="thread-wait" role="alert">
    <p>${refusalWords(thread)}</p>
    <button class="button button-quiet" type="button" onClick=${() => actions.retry(id)}>${gettext("Réessayer")}</button>
  </div>`;
}
