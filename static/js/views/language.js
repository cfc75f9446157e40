import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

// Each in its own language: who needs it cannot read the other.
const LANGUAGES = { fr: "Français", en: "English" };

/** « Langue » of the pages and of the e-mails; the page is read again in it. */
export function LanguageDialog({ onClose }) {
  const { settings, reader } = useApp();
  return html`
    <${Dialog} title=${gettext("Langue")} onClose=${onClose}>
      <div class="choices">
        ${Object.entries(LANGUAGES).map(
          ([code, name]) => html`<button
            class="button button-quiet"
            type="button"
            key=${code}
            lang=${code}
            aria-pressed=${String(code === reader.language)}
            onClick=${() => (code === reader.language ? onClose() : settings.speak(code))}
          >
            ${code === reader.language && html`<${Icon} name="tick" />`}<span>${name}</span>
          </button>`,
        )}
      </div>
    <//>
  `;
}
