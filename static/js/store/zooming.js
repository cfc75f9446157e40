/** How a photo is looked at: how large, where, and turned how. Pure. 1 is as large as fits. */

export const FITTING = Object.freeze({ zoom: 1, x: 0, y: 0, turns: 0 });
const SMALLEST = 0.25;
const LARGEST = 4;
export const STEP = 1.25;

/** `at` {x, y}, from the middle of the place, stays where it is. */
export function zoomed(look, by, at = { x: 0, y: 0 }) {
  const zoom = Math.min(LARGEST, Math.max(SMALLEST, look.zoom * by));
  const real = zoom / look.zoom;
  return settled({ ...look, zoom, x: at.x - (at.x - look.x) * real, y: at.y - (at.y - look.y) * real });
}

export function moved(look, dx, dy) {
  return settled({ ...look, x: look.x + dx, y: look.y + dy });
}

/** What fits has nowhere to go. */
function settled(look) {
  return look.zoom <= 1 ? { ...look, x: 0, y: 0 } : look;
}

export function turned(look) {
  return { ...look, x: 0, y: 0, turns: (look.turns + 1) % 4 };
}

export function fitted(look) {
  return { ...FITTING, turns: look.turns };
}

/** It never leaves its place whole: half of it stays in sight. */
export function kept(look, { w, h }) {
  const [most, highest] = [(w * look.zoom) / 2, (h * look.zoom) / 2];
  return { ...look, x: Math.min(most, Math.max(-most, look.x)), y: Math.min(highest, Math.max(-highest, look.y)) };
}

const SWIPE_PX = 60;

/** What a finger that moved by (dx, dy) meant: 1 for the next one, -1, or 0. */
export function swiped({ zoom }, dx, dy) {
  if (zoom > 1 || Math.abs(dx) < SWIPE_PX || Math.abs(dx) < 2 * Math.abs(dy)) return 0;
  return dx < 0 ? 1 : -1;
}
