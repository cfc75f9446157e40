import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef } from "./preact.js";

/** A page of its own where a thread stands otherwise. */
export function Pane({ title, onBack, children }) {
  const { actions } = useApp();
  const heading = useRef(null);
  useEffect(() => heading.current.focus({ preventScroll: true }), [title]);
  return html`
    <main class="thread pane" id="main" aria-labelledby="pane-title">
      <header class="thread-header">
        <button
          class=${onBack ? "icon-button" : "icon-button thread-back"}
          type="button"
          aria-label=${onBack ? gettext("Retour") : gettext("Revenir aux discussions")}
          onClick=${onBack ?? actions.close}
        >
          <${Icon} name="back" />
        </button>
        <h2 id="pane-title" class="thread-title" tabindex="-1" ref=${heading}>${title}</h2>
      </header>
      <div class="pane-body">${children}</div>
    </main>
  `;
}
