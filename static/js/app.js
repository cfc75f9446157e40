import { createActions } from "./actions.js";
import { createApi } from "./api.js";
import { createClaims } from "./claims.js";
import { createDates } from "./dates.js";
import { createDraftList } from "./draft-list.js";
import { createDrafts } from "./drafts.js";
import { submit } from "./forms.js";
import { install, uninstall } from "./installing.js";
import { followKeyboard } from "./keyboard.js";
import { followLeaving } from "./leaving.js";
import { createList } from "./list.js";
import { followNotices } from "./opening.js";
import { createOutbox } from "./outbox.js";
import { createPictures } from "./pictures.js";
import { createPreferences, tabsOf } from "./preferences.js";
import { SIGNED_OUT } from "./protocol/closing.js";
import { keepAlive } from "./protocol/liveness.js";
import { createLoader } from "./protocol/loader.js";
import { createSocket } from "./protocol/socket.js";
import { createSync } from "./protocol/sync.js";
import { createQuestions } from "./questions.js";
import { createReading } from "./reading.js";
import { recallList, rememberList } from "./remembering.js";
import { createRouter } from "./router.js";
import { createShortcuts } from "./shortcuts.js";
import { createShelf } from "./shelf.js";
import { followLine, setLine } from "./store/line.js";
import { setPhotoRules } from "./store/photos.js";
import { emptyState, setMe } from "./store/state.js";
import { createStore } from "./store/store.js";
import { fadeTyping } from "./store/typing.js";
import { setSubscription } from "./store/wishes.js";
import { createSubscribing } from "./subscribing.js";
import { createTabs } from "./tabs.js";
import { createUploads } from "./uploads.js";
import { App } from "./views/app.js";
import { AppContext } from "./views/context.js";
import { html, render } from "./views/preact.js";
import { createWishes } from "./wishes.js";
import { refusalWords } from "./wording.js";

const CLIENT = "web/1.0";
const FADE_EVERY_MS = 1_000;
const COUNT_EVERY_MS = 60_000;

function readerOf({ me, name, practitioner, patient, administrator, language, timeZone }) {
  return {
    id: me,
    name,
    is_practitioner: practitioner === "true",
    is_patient: patient === "true",
    is_administrator: administrator === "true",
    language,
    time_zone: timeZone,
  };
}

/** What views ask of the site: where its other pages are, and how they are reached. */
function settingsOf(shelf, { home, account, signOut, switchLanguage, siteAdministration, reopenDays }) {
  return {
    reopen_days: Number(reopenDays),
    home,
    account,
    siteAdministration,
    signOut: () => Promise.allSettled([uninstall(), shelf.wipe()]).then(() => submit(signOut)),
    speak: (language) => submit(switchLanguage, { language, next: location.pathname }),
  };
}

/** Everything is made here, once, and given to whoever needs it. */
function start(root) {
  const { api: base, socket: path, home, signIn, language, timeZone } = root.dataset;
  const reader = readerOf(root.dataset);
  const blank = emptyState();
  const recalled = { ...blank.list, ...recallList(), ...(!reader.is_practitioner && { tab: "all" }) };
  const preferred = JSON.parse(root.dataset.preferences);
  const store = createStore({ ...blank, me: reader, preferences: preferred, list: recalled });

  const leave = () => location.assign(`${signIn}?${new URLSearchParams({ next: location.pathname })}`);
  const api = createApi({ base, onSignedOut: leave });
  const request = (type, data) => socket.request(type, data);
  const tabs = createTabs(reader.id);
  const shelf = createShelf({ getKey: api.outboxKey });
  const isLive = () => socket.isLive;
  const outbox = createOutbox({
    store,
    request,
    shelf,
    tabs,
    isLive,
    onTooLate: (id) => actions.questionTooLate(id),
    onConsent: (id) => questions.read(id),
  });
  const uploads = createUploads({
    store,
    api,
    shelf,
    tabs,
    pictures: createPictures({ addressOf: (photo) => api.photoAddress(photo, "full") }),
    onReady: outbox.photoReady,
    onFailed: outbox.photoFailed,
  });
  const listSaved = () => api.drafts().then(({ items }) => items, () => []);
  const drafts = createDrafts({ store, request, shelf, tabs, isLive, listSaved });
  const draftList = createDraftList({ store, api });
  const reading = createReading({ store, request });
  const list = createList({ store, api, remember: rememberList });
  const questions = createQuestions({ store, api });
  const loader = createLoader({ store, api, onArrival: reading.arrived, onEntries: questions.afterEntries });
  const router = createRouter({ home, onOpen: (id) => actions.show(id) });
  const sync = createSync({ store, loader, questions, client: CLIENT, onReset: reload });
  const socket = createSocket({
    url: `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${path}`,
    hello: sync.hello,
    onGreeted: sync.greeted,
    onFrame: sync.take,
    onPhase: follow,
  });
  const claims = createClaims({
    store,
    request,
    onWon: (id) => actions.questionWon(id),
    onLost: (id, refusal) => actions.questionLost(id, refusal),
  });
  const actions = createActions({ store, api, socket, loader, questions, claims, outbox, uploads, drafts, draftList, router, reading });

  const onRefused = (refusal) => actions.say(refusalWords(refusal), "error");
  const preferences = createPreferences({ store, api, tabs: tabsOf(reader.id), onRefused });
  const wishes = createWishes({ store, api, onRefused });
  const subscribing = createSubscribing({ api, onChange: (state) => store.change(setSubscription, state) });
  const shortcuts = createShortcuts({ areLettersOn: () => store.state.preferences.shortcuts });

  async function reload() {
    questions.loadExperts();
    await list.load();
    await list.loadUnread();
    const { open } = store.state;
    if (open) await actions.show(open.id);
  }

  function follow(change) {
    store.change(followLine, change, Date.now());
    if (change.code === SIGNED_OUT) shelf.wipe().then(leave);
    if (change.phase !== "live") return;
    for (const part of [claims.flush, outbox.flush, uploads.flush, drafts.repeat, reading.repeat, repeatFailed]) part();
  }

  /** What could not be read without a server. */
  function repeatFailed() {
    const { list: shown, threads, open } = store.state;
    if (shown.phase === "failed") list.load();
    if (open && (threads[open.id]?.phase === "failed" || open.phase === "loading")) actions.show(open.id);
  }

  async function begin() {
    const opening = actions.show(router.current());
    questions.loadExperts();
    draftList.load();
    api.photoRules().then((rules) => store.change(setPhotoRules, rules), () => undefined);
    // Whom to call in an emergency stands there even while the line does not.
    if (reader.is_patient) api.me().then((found) => store.change(setMe, found), () => undefined);
    await list.load();
    socket.start();
    keepAlive(socket, { onOffline: () => store.change(setLine, { isOffline: true }) });
    await opening;
    await list.loadUnread();
    await subscribing.refresh().catch(() => undefined);
  }

  followLeaving({ store });
  // Asked only where something would be lost that nothing keeps.
  window.addEventListener("beforeunload", (event) => {
    if (store.state.line.phase !== "stopped" && [outbox, uploads, drafts].some((one) => one.wouldLose())) event.preventDefault();
  });
  followKeyboard();
  setInterval(() => store.change(fadeTyping, Date.now()), FADE_EVERY_MS);
  setInterval(questions.refreshCounts, COUNT_EVERY_MS);
  install(root.dataset.worker);
  followNotices({ open: actions.open });
  store.change(setSubscription, subscribing.state());
  // The browser's own settings may have changed meanwhile.
  window.addEventListener("focus", () => store.change(setSubscription, subscribing.state()));
  const dates = createDates({ language, timeZone });
  const settings = settingsOf(shelf, root.dataset);
  const app = { store, actions, list, dates, reader, settings, preferences, wishes, subscribing, shortcuts };
  root.replaceChildren();
  render(html`<${AppContext.Provider} value=${app}><${App} /><//>`, root);
  begin();
  if (root.dataset.said) actions.say(root.dataset.said);
}

start(document.getElementById("live"));
