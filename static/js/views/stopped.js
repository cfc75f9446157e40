import { NOT_ALLOWED, OUTDATED, SIGNED_OUT } from "../protocol/closing.js";
import { gettext } from "../words.js";
import { html } from "./preact.js";

/** The server will not have this page back: say why, and what can be done. */
export function Stopped({ code, reason }) {
  const words = {
    [SIGNED_OUT]: gettext("Votre session est terminée. Reconnectez-vous : votre brouillon est conservé."),
    [NOT_ALLOWED]: notAllowedWords(reason),
    [OUTDATED]: gettext("Une nouvelle version est disponible. Rechargez la page."),
  };
  return html`
    <main class="live-wait" id="main">
      <h1>${gettext("Discussions")}</h1>
      <p role="alert">${words[code] ?? gettext("Cette page s’est arrêtée à la suite d’une erreur. Rechargez la page.")}</p>
      <button class="button" type="button" onClick=${() => location.reload()}>${gettext("Recharger la page")}</button>
    </main>
  `;
}

function notAllowedWords(reason) {
  const words = {
    messaging_disabled: gettext("Votre organisation n’a pas activé la messagerie."),
    origin_not_allowed: gettext(
      "Le serveur n’accepte pas de connexion depuis cette adresse. Prévenez la personne qui gère le site (réglage ORIGINS).",
    ),
  };
  return words[reason] ?? gettext("Le serveur a refusé la connexion de cette page. Prévenez la personne qui gère le site.");
}
