import { useEffect, useRef } from "./preact.js";

const BUSY = "input, textarea, select, [contenteditable], [role=menu], dialog";

/** One letter does one thing, unless somebody is typing or chooses from something. */
export function useKey(letter, run) {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const press = (event) => {
      const isOther = event.key.toLowerCase() !== letter || event.ctrlKey || event.metaKey || event.altKey;
      if (isOther || event.defaultPrevented || event.target.closest?.(BUSY)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [letter]);
}
