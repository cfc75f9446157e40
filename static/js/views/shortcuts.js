import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { html } from "./preact.js";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const GROUPS = ["everywhere", "list", "thread"];

function groupWords(group) {
  return { everywhere: gettext("Partout"), list: gettext("Dans la liste"), thread: gettext("Dans un échange") }[group];
}

/** What the keys do, as it is registered now. */
export function ShortcutsDialog({ onClose, onDialog }) {
  const { shortcuts } = useApp();
  const areLettersOn = useStore((state) => state.preferences.shortcuts);
  const all = shortcuts.list();
  return html`
    <${Dialog} title=${gettext("Raccourcis clavier")} onClose=${onClose}>
      ${GROUPS.map(
        (group) => html`<section key=${group} class="keys" aria-labelledby="keys-${group}">
          <h3 id="keys-${group}">${groupWords(group)}</h3>
          <dl class="keys-list">
            ${all.filter((one) => one.group === group).map((one) => html`<${Line} key=${one.id} ...${one} />`)}
          </dl>
        </section>`,
      )}
      <p class="soft">
        ${areLettersOn
          ? gettext("Les raccourcis d’une seule lettre agissent hors des champs de saisie.")
          : gettext("Les raccourcis d’une seule lettre sont désactivés.")}
        ${" "}<button class="button-link" type="button" onClick=${() => onDialog("preferences")}>${gettext("Préférences")}</button>
      </p>
    <//>
  `;
}

function Line({ words, keys, also = [] }) {
  return html`
    <div class="keys-line">
      <dt>${words}</dt>
      <dd>${[...keys, ...also].map((key, n) => html`${n > 0 && ` ${gettext("ou")} `}<${Combination} keys=${key} />`)}</dd>
    </div>
  `;
}

function Combination({ keys }) {
  return keys.split("+").map((key, n) => html`${n > 0 && " + "}<kbd>${keyWords(key)}</kbd>`);
}

function keyWords(key) {
  const words = {
    Mod: IS_MAC ? "⌘" : gettext("Ctrl"),
    Shift: gettext("Maj"),
    Enter: gettext("Entrée"),
    Escape: gettext("Échap"),
    ArrowDown: "↓",
    ArrowUp: "↑",
  };
  return words[key] ?? key;
}
