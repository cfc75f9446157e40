import { areHours, isOverMidnight, sameEveryDay, USUAL_NIGHT, WEEKDAYS } from "../store/wishes.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useEffect, useState } from "./preact.js";

/** « Heures calmes », by the day on which they begin. */
export function QuietHours({ data }) {
  const { wishes } = useApp();
  const same = sameEveryDay(data);
  return html`
    <fieldset class="preference quiet">
      <legend>${gettext("Heures calmes")}</legend>
      <p class="hint" id="quiet-hint">
        ${gettext("Les notifications attendent la fin de ces heures. Les messages urgents n’attendent pas.")}
      </p>
      <ul class="quiet-days" role="list">
        ${WEEKDAYS.map((day) => html`<${Day} key=${day} day=${day} hours=${data.quiet[day]} />`)}
      </ul>
      ${same &&
      html`<button class="button-link quiet-same" type="button" onClick=${() => wishes.change(same)}>
        ${gettext("Mêmes heures tous les jours")}
      </button>`}
    </fieldset>
  `;
}

/** The days of a week as the language calls them; 1 January 2024 was a Monday. */
function dayWords(day, language) {
  const format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return format.format(Date.UTC(2024, 0, Number(day)));
}

function Day({ day, hours }) {
  const { wishes, reader } = useApp();
  const words = dayWords(day, reader.language);
  const [typed, type] = useState(hours ?? USUAL_NIGHT);
  // What the server refused, or another button has set.
  useEffect(() => type(hours ?? USUAL_NIGHT), [String(hours)]);
  const change = (next) => {
    type(next);
    if (areHours(next)) wishes.change({ quiet: { [day]: next } });
  };
  const turn = (event) => wishes.change({ quiet: { [day]: event.target.checked ? USUAL_NIGHT : null } });
  const isWrong = !areHours(typed);
  const error = `quiet-error-${day}`;
  const box = (n, label) => html`<label class="quiet-time">
    <span>${label}</span>
    <input
      class="input"
      type="time"
      required
      value=${typed[n]}
      aria-label=${fill(gettext("%(day)s, %(label)s"), { day: words, label })}
      aria-invalid=${isWrong ? "true" : undefined}
      aria-describedby=${isWrong ? error : undefined}
      onChange=${(event) => change(typed.map((time, place) => (place === n ? event.target.value : time)))}
    />
  </label>`;
  return html`
    <li class="quiet-day">
      <label class="switch">
        <span class="quiet-name">${words}</span>
        <input type="checkbox" role="switch" checked=${Boolean(hours)} aria-label=${words} aria-describedby="quiet-hint" onChange=${turn} />
      </label>
      ${hours &&
      html`<div class="quiet-hours">
        ${box(0, gettext("Début"))} ${box(1, gettext("Fin"))}
        ${!isWrong && isOverMidnight(typed) && html`<span class="hint">${gettext("le lendemain")}</span>`}
      </div>`}
      ${hours && isWrong && html`<p class="errorlist" id=${error} role="alert">${gettext("Indiquez deux heures différentes.")}</p>`}
    </li>
  `;
}
