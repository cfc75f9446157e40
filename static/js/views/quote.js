import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { html } from "./preact.js";

const PAGES_AT_MOST = 20;
const FLASH_MS = 1_600;

/** The message that is answered, in one line; it leads there. */
export function Quote({ seq, thread, row }) {
  const { actions, store } = useApp();
  const target = thread.items.find((item) => item.seq === seq);
  const words = target ? (target.data.text ?? gettext("Message retiré par l’auteur")) : gettext("Message plus ancien");

  async function lead() {
    for (let n = 0; n < PAGES_AT_MOST && !document.getElementById(`m${seq}`); n += 1) {
      if (!store.state.threads[row.id]?.hasOlder) return;
      await actions.older(row.id);
      await new Promise(requestAnimationFrame);
    }
    flash(document.getElementById(`m${seq}`));
  }

  return html`<button class="quote" type="button" onClick=${lead}>
    ${target?.author && html`<span class="quote-author">${target.author.name}</span>`}
    <span class="quote-text">${words}</span>
  </button>`;
}

function flash(place) {
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  place.classList.add("message-flash");
  setTimeout(() => place.classList.remove("message-flash"), FLASH_MS);
}
