import { gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef } from "./preact.js";
import { Toast } from "./toast.js";

/** A modal dialog: the browser keeps the focus in it and gives it back at the end. What
 * is said meanwhile is said in it: all else is out of reach. `step`: what it is about now,
 * where that changes; its title is then read again. */
export function Dialog({ title, step, className = "dialog", onClose, onCancel, onKeyDown, onBack, children }) {
  const place = useRef(null);
  const heading = useRef(null);
  const opener = useRef(document.activeElement);
  useLayoutEffect(() => place.current.showModal(), []);
  // When it has left the page: until then all else is out of reach.
  useEffect(() => () => queueMicrotask(() => opener.current?.isConnected && opener.current.focus()), []);
  useEffect(() => {
    if (step) heading.current.focus();
  }, [step]);
  // Who asks first closes it himself.
  const stay = onCancel && ((event) => event.target === place.current && (event.preventDefault(), onCancel()));
  return html`
    <dialog class=${className} ref=${place} aria-labelledby="dialog-title" onClose=${onClose} onCancel=${stay} onKeyDown=${onKeyDown}>
      <header class="dialog-header">
        ${onBack &&
        html`<button class="icon-button dialog-back" type="button" aria-label=${gettext("Retour")} onClick=${onBack}>
          <${Icon} name="back" />
        </button>`}
        <h2 id="dialog-title" tabindex=${step ? -1 : undefined} ref=${heading}>${title}</h2>
        <button class="icon-button" type="button" aria-label=${gettext("Fermer")} onClick=${onClose}>
          <${Icon} name="close" />
        </button>
      </header>
      ${children}
      <${Toast} />
    </dialog>
  `;
}
