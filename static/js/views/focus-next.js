import { useLayoutEffect, useRef } from "./preact.js";

/** The focus has left a row. Not where the row itself goes: the browser says so before it
 * has gone. */
export function forgetLater({ target }, last) {
  const was = last.current;
  setTimeout(() => {
    if (target.isConnected && last.current === was) last.current = null;
  });
}

/** Where the row that has the focus goes, the one in its place gets it. `place` is the ref
 * of what holds them; returns its handlers. */
export function useFocusNext(place) {
  const last = useRef(null);
  const stops = () => [...place.current.querySelectorAll("[data-stop]")];

  useLayoutEffect(() => {
    const was = last.current;
    if (!was || was.element.isConnected || document.activeElement !== document.body) return;
    last.current = null;
    const left = stops();
    left[Math.min(was.index, left.length - 1)]?.focus();
  });

  return {
    onfocusin({ target }) {
      if (target.matches("[data-stop]")) last.current = { element: target, index: stops().indexOf(target) };
    },
    onfocusout: (event) => forgetLater(event, last),
  };
}
