import { gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef } from "./preact.js";

/** A modal dialog: the browser keeps the focus in it and gives it back at the end. */
export function Dialog({ title, onClose, children }) {
  const place = useRef(null);
  const opener = useRef(document.activeElement);
  useLayoutEffect(() => place.current.showModal(), []);
  useEffect(() => () => opener.current?.isConnected && opener.current.focus(), []);
  return html`
    <dialog class="dialog" ref=${place} aria-labelledby="dialog-title" onClose=${onClose}>
      <header class="dialog-header">
        <h2 id="dialog-title">${title}</h2>
        <button class="icon-button" type="button" aria-label=${gettext("Fermer")} onClick=${onClose}>
          <${Icon} name="close" />
        </button>
      </header>
      ${children}
    </dialog>
  `;
}
