import { focusOn, focusPane, press, seen, SKIPS } from "../focusing.js";
import { isArchived, isMuted } from "../store/filters.js";
import { shownRows } from "../store/shown.js";
import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { useEffect } from "./preact.js";

/** The keys of the page (3.2.12), registered while it is shown. */
export function usePageKeys({ onDialog }) {
  const app = useApp();
  useEffect(() => {
    const all = [...everywhere(onDialog), ...ofList(app), ...ofThread(app, onDialog)];
    const forget = all.map(app.shortcuts.register);
    return () => forget.forEach((one) => one());
  }, []);
}

function everywhere(onDialog) {
  const of = (id, keys, words, run) => ({ id, keys, words, run, group: "everywhere" });
  return [
    of("help", ["?"], gettext("Afficher les raccourcis"), () => onDialog("shortcuts")),
    of("go-to", ["Mod+K"], gettext("Aller à une conversation…"), () => onDialog("go-to")),
    of("new", ["N"], gettext("Nouveau message"), () => press(".list-new, .list-ask")),
    of("next-pane", ["F6"], gettext("Panneau suivant"), () => focusPane(1)),
    of("previous-pane", ["Shift+F6"], gettext("Panneau précédent"), () => focusPane(-1)),
  ];
}

function ofList(app) {
  const of = (id, keys, words, run, also = []) => ({ id, keys, words, run, also, group: "list" });
  return [
    of("search", ["/"], gettext("Rechercher"), () => focusOn(".search-input")),
    of("filters", ["F"], gettext("Filtres"), () => press(".filters-place > button") || focusOn(".filter")),
    of("next", ["J"], gettext("Conversation suivante"), () => step(1), ["ArrowDown"]),
    of("previous", ["K"], gettext("Conversation précédente"), () => step(-1), ["ArrowUp"]),
    of("open", ["Enter"], gettext("Ouvrir")),
    of("next-unread", ["Alt+ArrowDown"], gettext("Conversation non lue suivante"), () => openUnread(app, 1)),
    of("previous-unread", ["Alt+ArrowUp"], gettext("Conversation non lue précédente"), () => openUnread(app, -1)),
  ];
}

function ofThread(app, onDialog) {
  const of = (id, keys, words, run) => ({ id, keys, words, run, group: "thread" });
  const onRow = (act) => () => {
    const { open, rows } = app.store.state;
    return open && rows[open.id] ? act(rows[open.id]) : false;
  };
  const close = ({ id }) => (app.store.state.questions[id]?.can_close ? onDialog("close", { conversation: id }) : false);
  return [
    of("reply", ["R"], gettext("Répondre (prend en charge une question)"), () => press(".claim-button") || focusOn(".composer-text")),
    of("first-unread", ["U"], gettext("Premier message non lu"), toFirstUnread),
    of("mute", ["M"], gettext("Désactiver / réactiver les notifications"), onRow((row) => mute(app, row, onDialog))),
    of("archive", ["E"], gettext("Archiver"), onRow(({ id }) => void app.actions.archive(id))),
    of("options", ["Alt+O"], gettext("Menu Options"), () => press(".thread-header .menu-place > button")),
    of("close", ["Mod+Shift+Enter"], gettext("Clôturer l’échange"), onRow(close)),
    of("send", ["Mod+Enter"], gettext("Envoyer")),
    of("photos", ["Mod+U"], gettext("Ajouter des photos")),
    of("back", ["Escape"], gettext("Fermer / revenir à la liste"), (event) => back(app, event)),
  ];
}

/** In the list the focus moves; from elsewhere the next conversation opens. */
function step(by) {
  const stops = [...document.querySelectorAll(".list [data-stop]")];
  const focused = stops.indexOf(document.activeElement);
  if (focused >= 0) return stops[focused + by]?.focus();
  // Rows of groups unfold; only links open something.
  const links = stops.filter((stop) => stop.matches("a"));
  const next = links[links.findIndex((stop) => stop.ariaCurrent) + by];
  return next ? next.click() : false;
}

function openUnread({ store, actions }, by) {
  const { open } = store.state;
  const rows = shownRows(store.state);
  const here = rows.findIndex((row) => row.id === open?.id);
  const start = here < 0 && by < 0 ? rows.length : here;
  const inOrder = [...rows.slice(start + 1), ...rows.slice(0, Math.max(start, 0))];
  const unread = inOrder.filter((row) => row.unread > 0 && !isArchived(row));
  const next = unread.at(by > 0 ? 0 : -1);
  return next ? void actions.open(next.id) : false;
}

function toFirstUnread() {
  const line = seen(".unread-line");
  line?.scrollIntoView({ block: "start" });
  return line !== undefined;
}

function mute({ actions }, row, onDialog) {
  if (isMuted(row)) actions.unmute(row.id);
  else onDialog("mute", { conversation: row.id });
}

/** To the list, where it is in sight; where it is not, what is in front of it goes. */
function back({ store, actions }, event) {
  if (event.target.closest?.("input, textarea, select, .list")) return false;
  if (!store.state.open) return false;
  return focusOn(SKIPS.list) || void actions.close();
}
