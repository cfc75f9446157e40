import { ASKING, ASKING_MAX } from "../store/photos.js";
import { fill, gettext } from "../words.js";
import { stepWords } from "./ask-steps.js";
import { DropZone, useChoosing } from "./choosing.js";
import { Icon } from "./icons.js";
import { html, useRef } from "./preact.js";
import { Tray, useTray } from "./tray.js";

/** Photos of a question, if one has some: how to take them, and what becomes of them. */
export function AskPhotos({ problems, onDialog }) {
  const tray = useTray(ASKING);
  const choosing = useChoosing(ASKING);
  const add = useRef(null);
  const isFull = tray.length >= ASKING_MAX;
  return html`
    <section class="ask-part" aria-labelledby="ask-photos">
      <h3 class="ask-heading" id="ask-photos" tabindex="-1">${stepWords("photos")}</h3>
      <${Advice} />
      ${problems.includes("photos") && html`<p class="errorlist">${gettext("Une photo n’a pas pu être envoyée. Réessayez ou retirez-la.")}</p>`}
      <${Tray} tray=${tray} onDialog=${onDialog} onEmpty=${() => add.current.focus()} />
      <div class="actions">
        <button class="button button-quiet" type="button" name="photos" ref=${add} aria-disabled=${String(isFull)} onClick=${() => isFull || choosing.fromLibrary()}>
          <${Icon} name="pictures" />${gettext("Ajouter des photos")}
        </button>
        <button class="button button-quiet ask-camera" type="button" aria-disabled=${String(isFull)} onClick=${() => isFull || choosing.fromCamera()}>
          <${Icon} name="photo" />${gettext("Appareil photo")}
        </button>
      </div>
      <p class="hint">
        ${fill(gettext("%(n)s photos au plus."), { n: ASKING_MAX })} ${gettext("Les données de localisation de vos photos sont supprimées.")}
      </p>
      ${choosing.inputs}
      <${DropZone} onFiles=${choosing.add} />
    </section>
  `;
}

function Advice() {
  const advice = [
    gettext("Lumière : près d’une fenêtre, sans flash."),
    gettext("Netteté : tenez l’appareil des deux mains et touchez l’écran pour faire la mise au point."),
    gettext("Distance : une photo de près, une autre de plus loin pour situer l’endroit."),
    gettext("Repère d’échelle : posez à côté une règle ou une pièce de monnaie."),
  ];
  return html`
    <div class="notice ask-advice">
      <h4>${gettext("Pour une photo utile")}</h4>
      <ul>
        ${advice.map((one) => html`<li key=${one}>${one}</li>`)}
      </ul>
    </div>
  `;
}
