import { anchorAt, offsetsOf, partsOf, placeOf, sliceOf } from "../store/window.js";
import { useLayoutEffect, useMemo, useReducer, useRef } from "./preact.js";

const BEYOND_PX = 1_200;
// Less is rounding.
const OTHER_PX = 0.5;

/** Draws of a long list only what is in sight, and a little more.
 *
 * `keys` name the rows, in order (the same array while they are the same); `estimate` is
 * the height of a row that was never drawn; `container` is the ref of what scrolls, `keep`
 * the index of the row with the focus. Returns a ref for the list and its `parts`: rows
 * `{index}` and gaps `{gap, before}`; each row's element bears `data-key`.
 *
 * What comes, goes or grows above the first row in sight moves nothing on the screen.
 */
export function useWindow({ keys, estimate, container, keep = -1 }) {
  const list = useRef(null);
  const heights = useRef(new Map());
  const seen = useRef({ top: 0, height: 1_000, anchor: null });
  const [version, draw] = useReducer((n) => n + 1, 0);
  // Rows of another density have other heights.
  useMemo(() => heights.current.clear(), [estimate]);
  const offsets = useMemo(() => offsetsOf(keys, (key) => heights.current.get(key), estimate), [keys, estimate, version]);
  const { top, height } = seen.current;
  const slice = sliceOf(offsets, top - BEYOND_PX, top + height + BEYOND_PX);
  const drawn = useRef(null);
  drawn.current = { offsets, keys, slice };

  /** Where the upper edge of what is in sight lies in the list. */
  function topInList() {
    return container.current.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
  }

  function look() {
    if (!list.current || !container.current) return;
    const { offsets: now, keys: named, slice: shown } = drawn.current;
    const edge = topInList();
    seen.current = { top: edge, height: container.current.clientHeight, anchor: anchorAt(now, named, edge) };
    const next = sliceOf(now, edge - BEYOND_PX / 2, edge + seen.current.height + BEYOND_PX / 2);
    if (next.from < shown.from || next.to > shown.to) draw();
  }

  function measure() {
    let isOther = false;
    for (const row of list.current.children) {
      const { key } = row.dataset;
      if (key === undefined) continue;
      const { height: now } = row.getBoundingClientRect();
      if (Math.abs((heights.current.get(key) ?? 0) - now) < OTHER_PX) continue;
      heights.current.set(key, now);
      isOther = true;
    }
    if (isOther) draw();
    return isOther;
  }

  useLayoutEffect(() => {
    if (!list.current || measure()) return;
    const { anchor } = seen.current;
    const wanted = anchor && placeOf(anchor, offsets, keys);
    const off = wanted === null ? 0 : wanted - topInList();
    if (Math.abs(off) >= 1) container.current.scrollTop += off;
    look();
  });

  useLayoutEffect(() => {
    const box = container.current;
    const watch = new ResizeObserver(() => list.current && (measure() || look()));
    box.addEventListener("scroll", look, { passive: true });
    watch.observe(box);
    if (list.current) watch.observe(list.current);
    return () => {
      box.removeEventListener("scroll", look);
      watch.disconnect();
    };
  }, []);

  return { list, parts: partsOf(offsets, slice, keep) };
}
