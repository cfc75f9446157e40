import { useRef, useState } from "./preact.js";

const BEGINS_PX = 12;
const ENOUGH_PX = 72;
const LONG_PRESS_MS = 550;
const MOST_PX = 176;

/** What a finger does on a row: to the left it uncovers buttons, to the right it marks as
 * read, and resting it opens the menu. A mouse does none of it.
 *
 * `move(px)` draws; returns handlers, whether the buttons are uncovered, and `cover`.
 */
export function useSwipe({ canRead, onRead, onRest, isOff = false }) {
  const [isUncovered, setUncovered] = useState(false);
  const finger = useRef(null);

  function begin(event) {
    if (isOff || event.pointerType === "mouse") return;
    const element = event.currentTarget;
    const { clientX: x, clientY: y } = event;
    const rest = setTimeout(() => end(() => onRest({ x, y })), LONG_PRESS_MS);
    finger.current = { element, x, y, dx: 0, rest, isSwiping: false, hadRest: false };
  }

  function end(then) {
    const now = finger.current;
    if (!now) return;
    clearTimeout(now.rest);
    now.element.style.removeProperty("--swipe");
    now.element.classList.remove("is-swiping");
    finger.current = null;
    then?.();
    stopClick(now.element);
  }

  function move(event) {
    const now = finger.current;
    if (!now) return;
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
    if (!now.isSwiping && Math.abs(dy) > BEGINS_PX) return cancel();
    if (!now.isSwiping && Math.abs(dx) < BEGINS_PX) return;
    clearTimeout(now.rest);
    now.isSwiping = true;
    now.dx = Math.max(-MOST_PX, Math.min(canRead ? MOST_PX / 2 : 0, dx));
    now.element.classList.add("is-swiping");
    now.element.style.setProperty("--swipe", `${now.dx}px`);
  }

  function cancel() {
    if (!finger.current) return;
    clearTimeout(finger.current.rest);
    finger.current.element.style.removeProperty("--swipe");
    finger.current.element.classList.remove("is-swiping");
    finger.current = null;
  }

  function lift() {
    const now = finger.current;
    if (!now?.isSwiping) return cancel();
    end(() => {
      if (now.dx > ENOUGH_PX) onRead();
      setUncovered(now.dx < -ENOUGH_PX);
    });
  }

  return {
    isUncovered,
    cover: () => setUncovered(false),
    handlers: { onPointerDown: begin, onPointerMove: move, onPointerUp: lift, onPointerCancel: cancel },
  };
}

/** The click that follows a swipe or a long press opens nothing. */
function stopClick(element) {
  const stop = (event) => {
    if (event.target.closest(".row-uncovered")) return;
    event.preventDefault();
    event.stopPropagation();
  };
  element.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => element.removeEventListener("click", stop, { capture: true }), 400);
}
