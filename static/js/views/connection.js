import { lineWord } from "../store/menu.js";
import { gettext } from "../words.js";
import { useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

const ICONS = { live: "linked", lost: "linking", offline: "unlinked" };

/** Whether the page is in touch with the server: told once each time it changes. */
export function Connection({ isNarrow = false }) {
  const word = useStore((state) => lineWord(state.line));
  const words = { live: gettext("Connecté"), lost: gettext("Reconnexion…"), offline: gettext("Hors connexion") }[word];
  return html`<p class="connection connection-${word}" role="status" title=${isNarrow ? words : undefined}>
    <${Icon} name=${ICONS[word]} /><span class="sidebar-words">${words}</span>
  </p>`;
}
