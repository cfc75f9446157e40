import { layoutOf } from "../store/layout.js";
import { useStore } from "./context.js";
import { useEffect, useLayoutEffect, useState } from "./preact.js";

function measured() {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return layoutOf(innerWidth / rem);
}

/** How much stands side by side now. */
export function useLayout() {
  const size = useStore((state) => state.preferences.text_size);
  const [layout, set] = useState(measured);
  useEffect(() => {
    const follow = () => set(measured());
    addEventListener("resize", follow);
    return () => removeEventListener("resize", follow);
  }, []);
  useLayoutEffect(() => set(measured()), [size]);
  return layout;
}
