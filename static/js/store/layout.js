/** How much stands side by side, by the width in rem: larger text has the room of a
 * smaller window. Pure. */

export const LAYOUTS = ["phone", "drawer", "icons", "wide"];
const FROM_REM = { drawer: 37.5, icons: 56.25, wide: 75 };

export function layoutOf(widthRem) {
  return LAYOUTS.findLast((name) => widthRem >= (FROM_REM[name] ?? 0));
}
