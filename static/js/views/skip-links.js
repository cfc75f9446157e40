import { focusOn, SKIPS } from "../focusing.js";
import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { html } from "./preact.js";

/** The first stops of the keyboard: past the menu, to where one reads or writes. */
export function SkipLinks({ open }) {
  const { actions } = useApp();
  // On a phone the list is behind what is being read.
  const toList = () => focusOn(SKIPS.list) || (actions.close(), setTimeout(() => focusOn(SKIPS.list)));
  return html`
    <${Skip} words=${gettext("Aller aux discussions")} onPick=${toList} />
    ${open && html`<${Skip} words=${gettext("Aller au message")} onPick=${() => focusOn(SKIPS.thread)} />`}
    ${open && html`<${Skip} words=${gettext("Aller à la saisie")} onPick=${() => focusOn(SKIPS.composer)} />`}
  `;
}

function Skip({ words, onPick }) {
  return html`<button class="skip-link" type="button" onClick=${onPick}>${words}</button>`;
}
