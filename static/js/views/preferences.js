import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";
import { Wishes } from "./wishes.js";

/** « Préférences »: each change is seen at once, and kept for all devices. */
export function PreferencesDialog({ onClose }) {
  return html`
    <${Dialog} title=${gettext("Préférences")} onClose=${onClose}>
      <p class="soft">${gettext("Chaque choix est enregistré aussitôt, pour tous vos appareils.")}</p>
      <${Themes} />
      <${TextSize} />
      <${Densities} />
      <fieldset class="preference">
        <legend>${gettext("Clavier et menu")}</legend>
        <${Switch} name="enter_sends" words=${gettext("Entrée envoie le message")} hint=${gettext("Sinon : Ctrl + Entrée. Maj + Entrée va toujours à la ligne.")} />
        <${Switch} name="shortcuts" words=${gettext("Raccourcis d’une seule lettre")} hint=${gettext("Par exemple N, J, K, R. À désactiver avec une commande vocale.")} />
        <${Switch} name="menu_collapsed" words=${gettext("Menu réduit aux icônes")} hint=${gettext("Sur un grand écran.")} />
      </fieldset>
      <${Wishes} />
    <//>
  `;
}

function usePreference(name) {
  const { preferences } = useApp();
  const value = useStore((state) => state.preferences[name]);
  return [value, (next) => preferences.change({ [name]: next })];
}

function Themes() {
  const [theme, choose] = usePreference("theme");
  const words = {
    system: gettext("Système"),
    light: gettext("Clair"),
    dark: gettext("Sombre"),
    contrast: gettext("Contraste élevé"),
  };
  return html`
    <fieldset class="preference">
      <legend>${gettext("Thème")}</legend>
      <div class="themes">
        ${Object.entries(words).map(
          ([name, label]) => html`<label class="theme" key=${name}>
            <input class="visually-hidden" type="radio" name="theme" value=${name} checked=${theme === name} onChange=${() => choose(name)} />
            <${Sample} theme=${name} />
            <span>${label}</span>
          </label>`,
        )}
      </div>
    </fieldset>
  `;
}

/** Two bubbles in the colours of the theme; that of the system has two halves. */
function Sample({ theme }) {
  const halves = theme === "system" ? ["light", "dark"] : [theme];
  return html`<span class="theme-sample" aria-hidden="true">
    ${halves.map((half) => html`<span class="theme-half" data-theme=${half} key=${half}><span class="theme-theirs"></span><span class="theme-mine"></span></span>`)}
  </span>`;
}

function TextSize() {
  const [size, choose] = usePreference("text_size");
  const { reader } = useApp();
  const words = new Intl.NumberFormat(reader.language, { style: "percent" }).format(size / 100);
  return html`
    <div class="preference">
      <label class="preference-name" for="text-size">${gettext("Taille du texte")}</label>
      <div class="text-size">
        <span class="text-size-small" aria-hidden="true">A</span>
        <input id="text-size" type="range" min="100" max="200" step="10" value=${size} aria-valuetext=${words} onChange=${(event) => choose(Number(event.target.value))} />
        <span class="text-size-large" aria-hidden="true">A</span>
        <output for="text-size">${words}</output>
      </div>
    </div>
  `;
}

function Densities() {
  const [density, choose] = usePreference("density");
  const words = { comfortable: gettext("Confortable"), compact: gettext("Compacte") };
  return html`
    <fieldset class="preference">
      <legend>${gettext("Densité")}</legend>
      <div class="densities">
        ${Object.entries(words).map(
          ([name, label]) => html`<label class="tick" key=${name}>
            <input type="radio" name="density" value=${name} checked=${density === name} onChange=${() => choose(name)} />
            <span>${label}</span>
          </label>`,
        )}
      </div>
    </fieldset>
  `;
}

function Switch({ name, words, hint }) {
  const [isOn, choose] = usePreference(name);
  return html`<label class="switch">
    <span>${words}<span class="hint" id="hint-${name}">${hint}</span></span>
    <input type="checkbox" role="switch" checked=${isOn} aria-label=${words} aria-describedby="hint-${name}" onChange=${(event) => choose(event.target.checked)} />
  </label>`;
}
