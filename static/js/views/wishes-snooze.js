import { snoozeEnd } from "../store/wishes.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { useNow } from "./now.js";
import { html, useEffect, useRef } from "./preact.js";

/** To be left alone for a while: three buttons, or until when and the way back. */
export function Snooze({ data }) {
  const { wishes, dates } = useApp();
  const place = useRef(null);
  const end = snoozeEnd(data, useNow());
  const choices = [
    [gettext("30 minutes"), { minutes: 30 }],
    [gettext("1 heure"), { minutes: 60 }],
    [gettext("Jusqu’à demain"), { until: "tomorrow" }],
  ];
  const isPressed = useRef(false);
  const run = (act) => {
    isPressed.current = true;
    act();
  };
  // What was pressed goes: the focus stays in this part.
  useEffect(() => {
    if (isPressed.current) place.current.focus();
    isPressed.current = false;
  }, [end === null]);
  return html`
    <fieldset class="preference" ref=${place} tabindex="-1">
      <legend>${gettext("Suspendre les notifications")}</legend>
      <p role="status">${end && fill(gettext("Notifications suspendues %(until)s."), { until: dates.until(end) })}</p>
      <div class="wish-choices">
        ${end
          ? html`<button class="button button-quiet" type="button" onClick=${() => run(wishes.wake)}>${gettext("Réactiver")}</button>`
          : choices.map(
              ([words, asked]) => html`<button class="button button-quiet" type="button" key=${words} onClick=${() => run(() => wishes.snooze(asked))}>
                ${words}
              </button>`,
            )}
      </div>
    </fieldset>
  `;
}
