import { browserOf } from "../permission.js";
import { hasNews } from "../store/wishes.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useState } from "./preact.js";

/** How far this browser is: "on", "off", "asking", "denied", "unsupported"; null before it
 * is known. */
function useSubscription() {
  const { subscribing, actions } = useApp();
  const state = useStore((known) => known.subscription);
  /** Returns how far it is then; null where it failed. Straight from the press. */
  const turn = (act) =>
    act().catch((refusal) => {
      actions.say(refusalWords(refusal), "error");
      return null;
    });
  return {
    state,
    subscribe: () => turn(subscribing.subscribe),
    unsubscribe: () => turn(subscribing.unsubscribe),
  };
}

/** Whether something came, since the page is live, of which a notice would have told. */
function useNews(isWanted) {
  const { store } = useApp();
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    let since = null;
    let seen = {};
    const forget = store.watch((state) => {
      if (since === null && state.line.phase === "live") since = state.since;
      if (since === null || (state.rows === seen.rows && state.queues === seen.queues)) return;
      seen = state;
      if (!hasNews(state, since)) return;
      forget();
      setThere(true);
    });
    return forget;
  }, [isWanted]);
  return isThere;
}

/** Asks before the browser does, once there was a reason, and takes no for an answer. */
export function PermissionCard() {
  const { actions, subscribing, wishes } = useApp();
  const { state, subscribe } = useSubscription();
  const [isDone, setDone] = useState(false);
  const [isTried, setTried] = useState(false);
  const isReasoned = useNews(!isDone && (state === "off" || subscribing.needsHomeScreen()));
  const isOffered = useStore((known) => known.wishes.data?.channels.includes("browser"));
  useEffect(() => {
    if (isReasoned) wishes.load();
  }, [isReasoned]);
  if (isDone || !isReasoned || !isOffered || state === "on" || !(isTried || subscribing.mayAsk())) return null;
  async function activate() {
    setTried(true);
    const found = await subscribe();
    if (found === "on") actions.say(gettext("Notifications activées."));
    // The browser asked, and nobody answered it.
    if (found === "off") setDone(true);
  }
  const end = (keep) => () => (keep(), setDone(true));
  return html`<${Card} state=${state} onYes=${activate} onLater=${end(subscribing.postpone)} onNever=${end(subscribing.neverAsk)} />`;
}

function Card({ state, onYes, onLater, onNever }) {
  const isDenied = state === "denied";
  return html`
    <section class="permission" aria-labelledby="permission-words">
      <${Icon} name=${isDenied ? "muted" : "bell"} />
      <div id="permission-words" role=${isDenied ? "alert" : undefined}>
        ${isDenied ? html`<${Blocked} />` : html`<${Question} isSupported=${state !== "unsupported"} />`}
      </div>
      <div class="permission-acts">
        ${["off", "asking"].includes(state) &&
        html`<button class="button" type="button" aria-disabled=${String(state === "asking")} onClick=${onYes}>${gettext("Activer")}</button>`}
        ${!isDenied && html`<button class="button button-quiet" type="button" onClick=${onLater}>${gettext("Plus tard")}</button>`}
        <button class="button-link" type="button" onClick=${onNever}>${isDenied ? gettext("Fermer") : gettext("Ne plus demander")}</button>
      </div>
    </section>
  `;
}

function Question({ isSupported }) {
  return html`
    <p>${gettext("Être averti des nouveaux messages, même lorsque cet onglet est en arrière-plan ?")}</p>
    ${!isSupported && html`<p>${unsupportedWords()}</p>`}
    <p class="hint">${gettext("Les notifications ne contiennent aucune information médicale.")}</p>
  `;
}

/** The same in the preferences, whenever one wants it. */
export function ThisBrowser() {
  const { state, subscribe, unsubscribe } = useSubscription();
  if (state === null) return null;
  if (state === "denied") return html`<div class="notice notice-warning"><${Icon} name="muted" /><div><${Blocked} /></div></div>`;
  if (state === "unsupported") return html`<p class="hint">${unsupportedWords()}</p>`;
  const isOn = state === "on";
  return html`
    <div class="this-browser">
      <span>${isOn ? gettext("Ce navigateur vous avertit.") : gettext("Ce navigateur ne vous avertit pas.")}</span>
      <button class="button button-quiet" type="button" aria-disabled=${String(state === "asking")} onClick=${isOn ? unsubscribe : subscribe}>
        ${isOn ? gettext("Ne plus m’avertir ici") : gettext("Activer dans ce navigateur")}
      </button>
    </div>
  `;
}

function Blocked() {
  return html`
    <p>${gettext("Les notifications sont bloquées par votre navigateur. Pour les autoriser :")}</p>
    <p>${helpWords(browserOf(navigator.userAgent))}</p>
  `;
}

function helpWords(browser) {
  const words = {
    chrome: gettext("Cliquez sur l’icône à gauche de l’adresse, puis activez « Notifications »."),
    firefox: gettext("Cliquez sur l’icône à gauche de l’adresse, puis supprimez le blocage des notifications."),
    safari: gettext("Dans les réglages de Safari, ouvrez « Sites web », puis « Notifications », et autorisez ce site."),
    ios: gettext("Dans les réglages de l’appareil, ouvrez « Notifications », puis Relais, et autorisez-les."),
  };
  return words[browser] ?? gettext("Ouvrez les réglages de votre navigateur et autorisez les notifications de ce site.");
}

function unsupportedWords() {
  if (browserOf(navigator.userAgent) !== "ios") return gettext("Ce navigateur ne peut pas recevoir de notifications.");
  return gettext(
    "Sur iPhone et iPad : touchez « Partager », puis « Sur l’écran d’accueil », et ouvrez Relais depuis cet écran pour activer les notifications.",
  );
}
