import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";

const HOUR_MS = 3_600_000;
const MORNING = 8;

function tomorrowMorning() {
  const morning = new Date();
  morning.setDate(morning.getDate() + 1);
  morning.setHours(MORNING, 0, 0, 0);
  return morning;
}

/** For how long. Without an end: until turned on again. */
export function MuteDialog({ conversation, onClose }) {
  const { actions } = useApp();
  const choices = [
    [gettext("1 heure"), () => new Date(Date.now() + HOUR_MS)],
    [gettext("Jusqu’à demain 8 h"), tomorrowMorning],
    [gettext("1 semaine"), () => new Date(Date.now() + 7 * 24 * HOUR_MS)],
    [gettext("Toujours"), () => null],
  ];
  const choose = (until) => {
    actions.mute(conversation, until()?.toISOString());
    onClose();
  };
  return html`
    <${Dialog} title=${gettext("Désactiver les notifications")} onClose=${onClose}>
      <p class="soft">${gettext("Les messages restent comptés comme non lus. Les autres participants ne le voient pas.")}</p>
      <div class="choices">
        ${choices.map(
          ([words, until]) => html`<button class="button button-quiet button-wide" type="button" key=${words} onClick=${() => choose(until)}>
            ${words}
          </button>`,
        )}
      </div>
    <//>
  `;
}
