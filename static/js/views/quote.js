import { itemAt } from "../store/threads.js";
import { fill, gettext } from "../words.js";
import { saidIn } from "../wording.js";
import { html } from "./preact.js";
import { useTalk } from "./talk.js";

/** The message that is answered, in one line; it leads there. */
export function Quote({ seq }) {
  const { thread, lead } = useTalk();
  const target = itemAt(thread.items, seq);
  const words = target ? (target.data.text === undefined ? gettext("Message retiré par l’auteur") : saidIn(target)) : gettext("Message plus ancien");
  const author = target?.author?.name;
  return html`<button class="quote" type="button" title=${gettext("Aller au message cité")} onClick=${() => lead(seq)}>
    <span class="visually-hidden">${author ? fill(gettext("En réponse à %(author)s :"), { author }) : gettext("En réponse à :")}${" "}</span>
    ${author && html`<span class="quote-author" aria-hidden="true">${author}</span>`}
    <span class="quote-text">${words}</span>
  </button>`;
}
