import { receiptsOf } from "../store/threads.js";
import { gettext } from "../words.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";

/** How far a message of mine has come with each of the others, as it goes on. */
export function ReceiptsDialog({ conversation, seq, onClose }) {
  const { reader } = useApp();
  const participants = useStore((state) => state.threads[conversation]?.participants) ?? [];
  const { read, received, waiting } = receiptsOf(seq, participants, reader.id);
  return html`
    <${Dialog} title=${gettext("Qui a lu ce message ?")} onClose=${onClose}>
      <${People} words=${gettext("Lu")} people=${read} />
      <${People} words=${gettext("Remis, pas encore lu")} people=${received} />
      <${People} words=${gettext("Pas encore remis")} people=${waiting} />
    <//>
  `;
}

function People({ words, people }) {
  if (!people.length) return null;
  return html`
    <section class="receipts">
      <h3>${words} (${people.length})</h3>
      <ul class="people" role="list">
        ${people.map(
          (one) => html`<li class="person" key=${one.id}>
            <${Avatar} name=${one.name} />
            <span class="person-name">${one.name}</span>
            <span class="person-line">${one.specialty}</span>
          </li>`,
        )}
      </ul>
    </section>
  `;
}
