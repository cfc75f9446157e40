import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useEffect, useState } from "./preact.js";

const SAID_AFTER_MS = 2_000;
const BACK_FOR_MS = 4_000;

/** What is wrong with the line, or for a moment that it is well again. */
export function Banner({ line }) {
  const { actions, dates } = useApp();
  const now = useNowAfter(line.lostAt !== null ? line.lostAt + SAID_AFTER_MS : line.backAt && line.backAt + BACK_FOR_MS);
  const [words, canRetry] = wordsOf(line, now, dates);
  return html`
    <div class="banner-place" role="status">
      ${words && html`<p class=${line.lostAt === null ? "banner banner-good" : "banner"}>
        <span>${words}</span>
        ${canRetry && html`<button class="button-link" type="button" onClick=${actions.wake}>
          ${gettext("Réessayer maintenant")}
        </button>`}
      </p>`}
    </div>
  `;
}

function wordsOf({ lostAt, backAt, isOffline, missed }, now, dates) {
  if (lostAt !== null && isOffline) {
    const words = gettext("Hors connexion. Les informations affichées datent de %(time)s.");
    return [fill(words, { time: dates.time(lostAt) }), false];
  }
  if (lostAt !== null && now >= lostAt + SAID_AFTER_MS) {
    return [gettext("Reconnexion en cours… Vos messages partiront dès le retour de la connexion."), true];
  }
  if (backAt === null || now >= backAt + BACK_FOR_MS) return ["", false];
  const words = ngettext("Connexion rétablie. %(n)s message reçu.", "Connexion rétablie. %(n)s messages reçus.", missed);
  return [missed ? fill(words, { n: missed }) : gettext("Connexion rétablie."), false];
}

/** The time now; the view is drawn again when `due` has come. */
function useNowAfter(due) {
  const [, draw] = useState(0);
  useEffect(() => {
    if (!due || due <= Date.now()) return undefined;
    const timer = setTimeout(() => draw((n) => n + 1), due - Date.now() + 10);
    return () => clearTimeout(timer);
  }, [due]);
  return Date.now();
}
