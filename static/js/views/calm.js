import { calmed, freeze } from "../store/calm.js";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from "./preact.js";

const TOP_PX = 8;

/** Items of a list that stay where they are while the reader is further down: what comes
 * above is counted (`n`) and shown when he goes to the top. Another `signature` is another
 * list, which begins at its top. */
export function useCalm({ items, container, signature }) {
  const frozen = useRef(null);
  const latest = useRef(items);
  const [version, draw] = useReducer((n) => n + 1, 0);
  latest.current = items;

  useLayoutEffect(() => {
    frozen.current = null;
    container.current.scrollTop = 0;
    draw();
  }, [signature]);

  useEffect(() => {
    const box = container.current;
    const look = () => {
      const isDown = box.scrollTop > TOP_PX;
      if (isDown === (frozen.current !== null)) return;
      frozen.current = isDown ? freeze(latest.current) : null;
      draw();
    };
    box.addEventListener("scroll", look, { passive: true });
    return () => box.removeEventListener("scroll", look);
  }, []);

  const shown = useMemo(() => (frozen.current ? calmed(frozen.current, items) : { items, n: 0 }), [items, version]);

  return {
    ...shown,
    toTop() {
      frozen.current = null;
      container.current.scrollTop = 0;
      draw();
    },
  };
}
