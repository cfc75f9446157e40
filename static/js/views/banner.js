import { noticeOf } from "../store/line.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { Emergency } from "./emergency.js";
import { html, useEffect, useState } from "./preact.js";

const RETRIED = new Set(["offline", "lost", "down"]);

/** What is wrong with the line, or for a moment that it is well again. */
export function Banner({ line }) {
  const { actions, dates } = useApp();
  const { notice, until } = noticeOf(line, Date.now());
  useDrawnAt(until);
  return html`
    <div class="banner-place" role="status">
      ${notice &&
      html`<div class=${notice === "back" ? "banner banner-good" : "banner"}>
        <span>${wordsOf(notice, line, dates)}</span>
        ${notice === "down" && html`<${Emergency} className="banner-emergency" />`}
        ${RETRIED.has(notice) && html`<button class="button-link" type="button" onClick=${actions.wake}>${gettext("Réessayer maintenant")}</button>`}
      </div>`}
    </div>
  `;
}

function wordsOf(notice, { lostAt, missed }, dates) {
  const words = {
    offline: () => fill(gettext("Hors connexion. Les informations affichées datent de %(time)s."), { time: dates.time(lostAt) }),
    lost: () => gettext("Reconnexion en cours… Vos messages partiront dès le retour de la connexion."),
    down: () => gettext("Service momentanément indisponible. Vos messages partiront dès le retour de la connexion."),
    renewing: () => gettext("Mise à jour de la page…"),
    back: () => backWords(missed),
  };
  return words[notice]();
}

function backWords(missed) {
  const words = ngettext("Connexion rétablie. %(n)s message reçu.", "Connexion rétablie. %(n)s messages reçus.", missed);
  return missed ? fill(words, { n: missed }) : gettext("Connexion rétablie.");
}

/** The view is drawn again when the time has come. */
function useDrawnAt(due) {
  const [, draw] = useState(0);
  useEffect(() => {
    if (due === null) return undefined;
    const timer = setTimeout(() => draw((n) => n + 1), Math.max(0, due - Date.now()) + 10);
    return () => clearTimeout(timer);
  }, [due]);
}
