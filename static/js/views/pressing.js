const SLOP_PX = 8;

/** A press means what was under the finger when it began, though the list moved before it
 * ended: the browser would give that click to neither row. For `onPointerDown` of a list. */
export function holdPress(event) {
  const pressed = event.target.closest("[data-stop]");
  if (!pressed || event.button) return;
  const over = new AbortController();
  const { signal } = over;

  function correct(click) {
    over.abort();
    const isMoved = Math.hypot(click.clientX - event.clientX, click.clientY - event.clientY) > SLOP_PX;
    if (isMoved || !pressed.isConnected || pressed.contains(click.target)) return;
    click.preventDefault();
    click.stopPropagation();
    pressed.click();
  }

  addEventListener("click", correct, { capture: true, signal });
  for (const name of ["pointerdown", "pointercancel", "keydown"]) addEventListener(name, () => over.abort(), { capture: true, signal });
}
