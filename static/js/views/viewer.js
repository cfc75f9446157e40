import { altWords, siteWords } from "../photo-words.js";
import { photosOf } from "../store/photos.js";
import { FITTING, fitted, STEP, turned, zoomed } from "../store/zooming.js";
import { fill, gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { html, useEffect, useMemo, useState } from "./preact.js";
import { ViewerPane } from "./viewer-pane.js";

const NOTHING = [];
const PAN_PX = 80;

/** The photos of a thread, one after the other or two side by side. It lives as long as
 * the right to see them. */
export function ViewerDialog({ conversation, photo: first, onClose }) {
  const { actions } = useApp();
  const items = useStore((state) => (state.threads[conversation] && conversation in state.rows ? state.threads[conversation].items : state.questions[conversation]?.items)) ?? NOTHING;
  const photos = useMemo(() => photosOf(items), [items]);
  const [panes, setPanes] = useState([{ id: first, look: FITTING }]);
  const [active, setActive] = useState(0);
  const isThere = panes.every(({ id }) => photos.some((one) => one.id === id));
  const why = useStore((state) => goneWords(state, conversation));
  useEffect(() => {
    if (isThere) return;
    onClose();
    actions.say(why, "error");
  }, [isThere]);
  if (!isThere) return null;

  const here = panes[active];
  const place = photos.findIndex((one) => one.id === here.id);
  const set = (which, more) => setPanes(panes.map((pane, n) => (n === which ? { ...pane, ...more } : pane)));
  const look = (change) => set(active, { look: change(here.look) });
  const go = (by) => photos[place + by] && set(active, { id: photos[place + by].id, look: FITTING });

  function compare() {
    setActive(0);
    if (panes.length > 1) return setPanes([here]);
    const other = photos[place + 1] ?? photos[place - 1];
    setPanes([{ ...here, look: fitted(here.look) }, { id: other.id, look: FITTING }]);
    return setActive(1);
  }

  function onKeyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isLarge = here.look.zoom > 1;
    const pan = (x, y) => () => look((now) => ({ ...now, x: now.x + x, y: now.y + y }));
    const keys = {
      "+": () => look((now) => zoomed(now, STEP)),
      "=": () => look((now) => zoomed(now, STEP)),
      "-": () => look((now) => zoomed(now, 1 / STEP)),
      0: () => look(fitted),
      r: () => look(turned),
      PageUp: () => go(-1),
      PageDown: () => go(1),
      ArrowLeft: isLarge ? pan(PAN_PX, 0) : () => go(-1),
      ArrowRight: isLarge ? pan(-PAN_PX, 0) : () => go(1),
      ArrowUp: isLarge && pan(0, PAN_PX),
      ArrowDown: isLarge && pan(0, -PAN_PX),
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  const title = fill(gettext("Photo %(n)s sur %(total)s"), { n: place + 1, total: photos.length });
  return html`
    <${Dialog} title=${title} className="dialog viewer" onClose=${onClose} onKeyDown=${onKeyDown}>
      <div class=${panes.length > 1 ? "viewer-panes viewer-two" : "viewer-panes"}>
        ${panes.map((pane, n) => html`<${ViewerPane} key=${n} photo=${photos.find((one) => one.id === pane.id)} look=${pane.look}
          isActive=${panes.length > 1 && n === active} onActive=${() => setActive(n)} onLook=${(next) => set(n, { look: next })} onGo=${go}>
          <${Caption} photo=${photos.find((one) => one.id === pane.id)} />
        <//>`)}
      </div>
      <div class="viewer-tools" role="toolbar" aria-label=${gettext("Affichage de la photo")}>
        <${Tool} icon="back" words=${gettext("Photo précédente")} isOff=${place === 0} onPick=${() => go(-1)} />
        <${Tool} icon="forward" words=${gettext("Photo suivante")} isOff=${place === photos.length - 1} onPick=${() => go(1)} />
        <${Tool} icon="minus" words=${gettext("Réduire la photo")} onPick=${() => look((now) => zoomed(now, 1 / STEP))} />
        <output class="viewer-zoom">${Math.round(here.look.zoom * 100)} %</output>
        <${Tool} icon="plus" words=${gettext("Agrandir la photo")} onPick=${() => look((now) => zoomed(now, STEP))} />
        <${Tool} icon="fit" words=${gettext("Ajuster à l’écran")} onPick=${() => look(fitted)} />
        <${Tool} icon="turn" words=${gettext("Faire pivoter")} onPick=${() => look(turned)} />
        ${photos.length > 1 && html`<${Tool} icon="compare" words=${gettext("Comparer deux photos")} isOn=${panes.length > 1} onPick=${compare} />`}
      </div>
    <//>
  `;
}

function Tool({ icon, words, isOff = false, isOn, onPick }) {
  return html`<button class="icon-button" type="button" aria-label=${words} title=${words} aria-disabled=${isOff ? "true" : undefined} aria-pressed=${isOn === undefined ? undefined : String(isOn)} onClick=${onPick}>
    <${Icon} name=${icon} />
  </button>`;
}

/** What it shows, where on the body, who sent it and when. */
function Caption({ photo }) {
  const { dates } = useApp();
  const sites = useStore((state) => state.photoRules.sites);
  const line = [siteWords(photo.site, sites), photo.author?.name].filter(Boolean).join(" · ");
  return html`
    <figcaption class="viewer-caption">
      <span class="viewer-alt" dir="auto">${altWords(photo)}</span>
      <span class="viewer-line">${line}${line && " · "}<time datetime=${photo.at}>${dates.full(photo.at)}</time></span>
    </figcaption>
  `;
}

function goneWords({ open, rows, questions }, id) {
  if (open?.id === id && open.phase === "lost") return gettext("Cette question vient d’être prise en charge ou retirée.");
  if (!(id in rows) && !(id in questions)) return gettext("Vous n’avez plus accès à cet échange.");
  return gettext("Message retiré par l’auteur");
}
