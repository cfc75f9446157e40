import { sizeWords } from "../photo-words.js";
import { mayRetry, percentOf, trayOf } from "../store/photos.js";
import { fill, gettext, ngettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useMemo, useRef } from "./preact.js";

const IN_HAND = new Set(["ready", "failed"]);

/** The photos that lie in a tray. */
export function useTray(place) {
  const photos = useStore((state) => state.photos);
  return useMemo(() => trayOf(photos, place), [photos, place]);
}

/** Photos before they are sent: how far each is, what it shows, what must not be seen. */
export function Tray({ tray, onDialog, onEmpty }) {
  const list = useRef(null);
  if (!tray.length) return null;
  const n = tray.filter((one) => one.phase === "ready").length;
  const words = fill(ngettext("%(n)s photo prête sur %(total)s", "%(n)s photos prêtes sur %(total)s", n), { n, total: tray.length });

  /** To the next one, or to where one goes on. */
  function focusAfter(place) {
    const left = [...list.current.querySelectorAll(".tray-remove")].filter((_, there) => there !== place);
    const next = left[Math.min(place, left.length - 1)];
    if (next) next.focus();
    else onEmpty();
  }

  return html`
    <section class="tray" aria-label=${gettext("Photos à envoyer")}>
      <ul class="tray-list" role="list" ref=${list}>
        ${tray.map((photo, place) => html`<${TrayPhoto} key=${photo.id} photo=${photo} n=${place + 1} onDialog=${onDialog} onRemove=${() => focusAfter(place)} />`)}
      </ul>
      <p class="visually-hidden" role="status">${tray.every((one) => IN_HAND.has(one.phase)) && words}</p>
    </section>
  `;
}

function TrayPhoto({ photo, n, onDialog, onRemove }) {
  const { actions } = useApp();
  const edit = (tool) => onDialog("photo-editor", { photo: photo.id, tool });
  const isOnItsWay = !IN_HAND.has(photo.phase);
  const remove = () => {
    onRemove();
    actions.photos.remove(photo.id);
  };
  const about = { n };
  return html`
    <li><div class=${photo.phase === "failed" ? "tray-photo tray-failed" : "tray-photo"} role="group" aria-label=${fill(gettext("Photo %(n)s"), about)}>
      <${Small} photo=${photo} />
      <div class="tray-about">
        <p class="tray-name"><span class="tray-file">${photo.name}</span> <span class="soft">${sizeWords(photo.size)}</span></p>
        <${Progress} photo=${photo} n=${n} />
      </div>
      <div class="tray-acts">
        ${photo.phase === "failed" &&
        mayRetry(photo) &&
        html`<button class="button-link" type="button" onClick=${() => actions.photos.retry(photo.id)}>${gettext("Réessayer")}</button>`}
        <button class="icon-button tray-remove" type="button" aria-label=${fill(isOnItsWay ? gettext("Annuler l’envoi de la photo %(n)s") : gettext("Retirer la photo %(n)s"), about)} title=${isOnItsWay ? gettext("Annuler") : gettext("Retirer")} onClick=${remove}>
          <${Icon} name="close" />
        </button>
      </div>
      ${photo.phase !== "failed" && html`<${About} photo=${photo} onEdit=${edit} />`}
    </div></li>
  `;
}

/** As this page knows it, or as the server keeps it. */
export function Small({ photo }) {
  const { actions } = useApp();
  const address = photo.preview ?? (photo.photo && actions.photos.address(photo.photo, "thumb"));
  return html`<span class="tray-small">${address ? html`<img src=${address} alt="" />` : html`<${Icon} name="pictures" />`}</span>`;
}

function Progress({ photo, n }) {
  const percent = percentOf(photo);
  if (photo.phase === "failed") return html`<p class="tray-state errorlist" role="alert">${refusalWords({ code: photo.error })}</p>`;
  if (photo.phase === "ready") return html`<p class="tray-state tray-ready"><${Icon} name="tick" />${gettext("Prête")}</p>`;
  return html`
    <p class="tray-state">
      <progress class="tray-bar" max="100" value=${percent} aria-label=${fill(gettext("Envoi de la photo %(n)s"), { n })} aria-valuetext=${`${percent} %`}></progress>
      <span class="tray-percent">${stateWords(photo, percent)}</span>
    </p>
  `;
}

function stateWords({ phase, isCut, error }, percent) {
  if (phase === "preparing") return gettext("Préparation…");
  if (isCut) return gettext("Envoi interrompu : reprise automatique à la reconnexion.");
  if (error) return refusalWords({ code: error });
  if (phase === "checking") return gettext("Vérification…");
  return fill(gettext("Envoi %(n)s %"), { n: percent });
}

function About({ photo, onEdit }) {
  const { actions } = useApp();
  const { sites, alt_max } = useStore((state) => state.photoRules);
  const isBusy = photo.phase === "preparing";
  const set = (more) => actions.photos.describe(photo.id, more);
  const [alt, site] = [`alt-${photo.id}`, `site-${photo.id}`];
  return html`
    <div class="tray-fields">
      <p class="tray-field">
        <label for=${alt}>${gettext("Description (facultatif)")}</label>
        <input class="input" id=${alt} type="text" maxlength=${alt_max} autocomplete="off" dir="auto" value=${photo.alt} onKeyDown=${stay} onInput=${(event) => set({ alt: event.target.value })} />
      </p>
      ${sites.length > 0 &&
      html`<p class="tray-field">
        <label for=${site}>${gettext("Localisation")}</label>
        <select class="input" id=${site} value=${photo.site} onChange=${(event) => set({ site: event.target.value })}>
          <option value="">${gettext("Non précisée")}</option>
          ${sites.map(({ code, name }) => html`<option key=${code} value=${code}>${name}</option>`)}
        </select>
      </p>`}
      <p class="tray-tools">
        <button class="button button-quiet tray-tool" type="button" disabled=${isBusy} onClick=${() => onEdit("hide")}><${Icon} name="hide" />${gettext("Masquer une zone")}</button>
        <button class="button button-quiet tray-tool" type="button" disabled=${isBusy} onClick=${() => onEdit("arrow")}><${Icon} name="pencil" />${gettext("Annoter")}</button>
      </p>
    </div>
  `;
}

/** Enter in a description sends nothing. */
function stay(event) {
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
}

/** Once for a thread: a patient whom they show has agreed (`isMissing`: it was not said). */
export function Consent({ isGiven, isMissing, onChange }) {
  return html`
    <div class="consent">
      <label class="tick">
        <input
          type="checkbox"
          name="photo-consent"
          checked=${isGiven}
          aria-invalid=${isMissing ? "true" : undefined}
          aria-describedby=${isMissing ? "consent-problem" : undefined}
          onChange=${(event) => onChange(event.target.checked)}
        />
        <span>${gettext("J’ai recueilli l’accord du patient pour partager cette photo.")}</span>
      </label>
      ${isMissing && html`<p class="errorlist" id="consent-problem" role="alert">${gettext("Cochez cette case pour envoyer la photo.")}</p>`}
    </div>
  `;
}
