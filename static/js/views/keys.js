import { useApp } from "./context.js";
import { useEffect, useRef } from "./preact.js";

/** While this view is there, one letter does this first; where `run` returns false, it
 * does what it does elsewhere. */
export function useKey(letter, run) {
  const { shortcuts } = useApp();
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => shortcuts.register({ id: {}, keys: [letter], run: (event) => latest.current(event) }), [letter]);
}
