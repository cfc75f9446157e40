import { FITTING, fitted, kept, moved, swiped, zoomed } from "../store/zooming.js";
import { fill, gettext } from "../words.js";
import { altWords } from "../photo-words.js";
import { html, useEffect, useLayoutEffect, useRef } from "./preact.js";
import { Photo } from "./photo-grid.js";

// From here on the middle size is too coarse.
const SHARP_FROM = 1.3;
const DOUBLE = 2.5;
const TAP_MS = 300;
const TAP_PX = 20;

/** A photo that wheel, fingers and mouse enlarge and move. */
export function ViewerPane({ photo, look, isActive, onActive, onLook, onGo, children }) {
  const place = useRef(null);
  const hands = useHands({ place, look, onLook, onGo });
  useLayoutEffect(() => {
    // No style stands in the page itself: the policy allows none.
    const image = place.current.querySelector("img");
    if (image) image.style.transform = `translate(${look.x}px, ${look.y}px) scale(${look.zoom}) rotate(${look.turns * 90}deg)`;
  });
  const isAcross = look.turns % 2 === 1;
  const size = look.zoom >= SHARP_FROM ? "full" : "screen";
  return html`
    <figure class=${isActive ? "viewer-pane viewer-active" : "viewer-pane"} role="group" aria-label=${fill(gettext("Photo : %(alt)s"), { alt: altWords(photo) })} onPointerDownCapture=${onActive} onFocusCapture=${onActive}>
      <div class="viewer-stage" ref=${place} tabindex="0" role="group" aria-label=${gettext("Photo. Plus et moins : zoom ; flèches : photo suivante ou déplacement.")} ...${hands}>
        <${Photo} key=${photo.id} photo=${photo} size=${size} className=${isAcross ? "viewer-image viewer-across" : "viewer-image"} loading="eager" />
      </div>
      ${children}
    </figure>
  `;
}

function useHands({ place, look, onLook, onGo }) {
  const fingers = useRef(new Map());
  const begun = useRef(null);
  const tapped = useRef({ at: 0, x: 0, y: 0 });
  const latest = useRef({});
  latest.current = { look, onLook };
  const show = (next) => {
    latest.current.look = kept(next, { w: place.current.clientWidth, h: place.current.clientHeight });
    latest.current.onLook(latest.current.look);
  };
  const fromMiddle = ({ x, y }) => {
    const box = place.current.getBoundingClientRect();
    return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
  };

  useEffect(() => {
    // Told by hand: only so the page itself does not scroll.
    function wheel(event) {
      event.preventDefault();
      show(zoomed(latest.current.look, Math.exp(-event.deltaY / 400), fromMiddle({ x: event.clientX, y: event.clientY })));
    }
    const stage = place.current;
    stage.addEventListener("wheel", wheel, { passive: false });
    return () => stage.removeEventListener("wheel", wheel);
  }, []);

  const points = () => [...fingers.current.values()];
  const spread = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);

  function down(event) {
    if (event.button) return;
    place.current.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    begun.current = { x: event.clientX, y: event.clientY, isPinch: fingers.current.size > 1 };
  }

  function move(event) {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const wide = fingers.current.size > 1 ? spread(points()) : 0;
    const now = { x: event.clientX, y: event.clientY };
    fingers.current.set(event.pointerId, now);
    if (wide) {
      const [a, b] = points();
      return show(zoomed(latest.current.look, spread([a, b]) / wide, fromMiddle({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })));
    }
    return latest.current.look.zoom > 1 && show(moved(latest.current.look, now.x - before.x, now.y - before.y));
  }

  function up(event) {
    if (!fingers.current.delete(event.pointerId) || fingers.current.size) return;
    const { x, y, isPinch } = begun.current;
    const [dx, dy] = [event.clientX - x, event.clientY - y];
    if (isPinch) return;
    const by = swiped(latest.current.look, dx, dy);
    if (by) onGo(by);
    else if (Math.hypot(dx, dy) < TAP_PX) tap(event);
  }

  /** Twice in one place: larger there, or as it was. */
  function tap({ timeStamp, clientX: x, clientY: y }) {
    const last = tapped.current;
    const isSecond = timeStamp - last.at < TAP_MS && Math.hypot(x - last.x, y - last.y) < TAP_PX;
    tapped.current = isSecond ? { at: 0, x, y } : { at: timeStamp, x, y };
    if (!isSecond) return;
    const { look: now } = latest.current;
    show(now.zoom > 1 ? fitted(now) : zoomed({ ...FITTING, turns: now.turns }, DOUBLE, fromMiddle({ x, y })));
  }

  function cancel(event) {
    fingers.current.delete(event.pointerId);
  }

  return { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: cancel };
}
