import { useApp } from "./context.js";
import { DraftsDialog } from "./drafts.js";
import { html } from "./preact.js";
import { ThreadPane } from "./thread.js";

/** « Brouillons », before the discussions among which they are to be sent. */
export function DraftsPlace({ open, onDialog }) {
  const { store, actions } = useApp();
  // « Continuer » has gone on already.
  const leave = () => store.state.open?.id === open.id && actions.close();
  return html`
    <${ThreadPane} open=${null} onDialog=${onDialog} />
    <${DraftsDialog} onClose=${leave} />
  `;
}
