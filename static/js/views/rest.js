import { countActive, NO_FILTERS } from "../store/filters.js";
import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp } from "./context.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const TOO_LONG_MS = 8_000;
const OFF = "messaging_disabled";

/** Below the rows: loading, nothing there, failed, or more. */
export function Rest({ list, isEmpty, canWrite, container, onWrite }) {
  if (list.phase === "failed") return html`<${Failed} list=${list} />`;
  if (list.phase === "loading" && isEmpty) return html`<${Loading} />`;
  if (isEmpty) return html`<${Empty} list=${list} canWrite=${canWrite} onWrite=${onWrite} />`;
  return list.cursor && html`<${More} isBusy=${list.phase === "more"} container=${container} />`;
}

export function isFiltered(filters) {
  return countActive(filters) > 0 || filters.q !== "";
}

function Failed({ list }) {
  const app = useApp();
  if (list.code === OFF) {
    return html`<div class="list-rest">
      <p>${gettext("Votre organisation n’a pas activé la messagerie.")}</p>
      <p class="soft">${gettext("Adressez-vous à l’administrateur de votre organisation.")}</p>
    </div>`;
  }
  return html`<div class="list-rest" role="alert">
    <p>${gettext("Impossible de charger les discussions.")} ${refusalWords(list)}</p>
    <p class="soft">${fill(gettext("(code %(code)s)"), { code: list.code })}</p>
    <${Again} onPick=${() => app.list.load()} />
  </div>`;
}

function Again({ onPick }) {
  return html`<button class="button button-quiet" type="button" onClick=${onPick}>${gettext("Réessayer")}</button>`;
}

function Loading() {
  const { list } = useApp();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), TOO_LONG_MS);
    return () => clearTimeout(timer);
  }, [isLong]);
  const again = () => {
    setLong(false);
    list.load();
  };
  return html`<div class="list-skeleton" aria-busy="true">
      <span class="visually-hidden" role="status">${gettext("Chargement…")}</span>
      ${[1, 2, 3, 4, 5, 6].map((n) => html`<div class="list-bone" key=${n}><span class="bone bone-round"></span><span class="bone bone-title"></span><span class="bone bone-line"></span></div>`)}
    </div>
    ${isLong &&
    html`<div class="list-rest" role="status">
      <p>${gettext("Le chargement est plus long que prévu.")}</p>
      <${Again} onPick=${again} />
    </div>`}`;
}

/** More comes by itself when the end draws near; the button is for the keyboard. */
function More({ isBusy, container }) {
  const { list } = useApp();
  const place = useRef(null);
  useEffect(() => {
    const watch = new IntersectionObserver(([seen]) => seen.isIntersecting && list.more(), { root: container.current, rootMargin: "400px" });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [isBusy]);
  return html`<div class="list-rest" ref=${place} aria-busy=${String(isBusy)}>
    <button class="button button-quiet" type="button" aria-disabled=${String(isBusy)} onClick=${list.more}>${gettext("Afficher plus")}</button>
  </div>`;
}

function Empty({ list: shown, canWrite, onWrite }) {
  const { list, reader } = useApp();
  if (isFiltered(shown.filters)) {
    return html`<div class="list-rest">
      <p>${gettext("Aucune discussion ne correspond à ces filtres.")}</p>
      <button class="button button-quiet" type="button" onClick=${() => list.filter(NO_FILTERS)}>${gettext("Réinitialiser les filtres")}</button>
    </div>`;
  }
  if (shown.tab === "todo") return html`<div class="list-rest"><p>${gettext("Tout est traité.")}</p></div>`;
  return html`<div class="list-rest">
    <p>${gettext("Aucune discussion pour le moment.")}</p>
    <p class="soft">
      ${canWrite && gettext("Écrivez à un confrère ou posez une question à un groupe d’experts.")}
      ${reader.is_patient && gettext("Posez une question à un groupe d’experts : la réponse s’affichera ici.")}
    </p>
    ${canWrite && html`<button class="button" type="button" onClick=${onWrite}>${gettext("Nouveau message privé")}</button>`}
  </div>`;
}
