import { useEffect, useLayoutEffect, useRef, useState } from "./preact.js";

const NEAR_PX = 48;
const OLDER_NEAR_PX = 200;

/** Keeps the eye where it is: at the end while it was there or when I write, on the same
 * message when older ones are put before it, at the first unread one when a thread opens. */
export function useScroll({ place, thread, pending, onEnd }) {
  const [isAtEnd, setAtEnd] = useState(true);
  const kept = useRef({ isOpened: false, first: null, height: 0, nPending: 0, isAtEnd: true });
  const first = thread.items[0]?.seq ?? null;
  const last = thread.items.at(-1)?.seq ?? null;

  function note(isNowAtEnd) {
    kept.current.isAtEnd = isNowAtEnd;
    setAtEnd(isNowAtEnd);
    onEnd(isNowAtEnd);
  }

  function toEnd() {
    place.current.scrollTop = place.current.scrollHeight;
    note(true);
  }

  function open() {
    kept.current.isOpened = true;
    const unread = place.current.querySelector(".unread-line");
    if (!unread) return toEnd();
    place.current.scrollTop = unread.offsetTop - OLDER_NEAR_PX / 2;
    note(isEndInView(place.current));
  }

  useLayoutEffect(() => {
    const { current: box } = place;
    if (thread.phase !== "ready") return;
    const { isOpened, isAtEnd: wasAtEnd, first: firstBefore, height, nPending } = kept.current;
    const hasWritten = pending.length > nPending;
    if (!isOpened) open();
    else if (wasAtEnd || hasWritten) toEnd();
    else if (first !== null && first < firstBefore) box.scrollTop += box.scrollHeight - height;
    kept.current.first = first;
    kept.current.height = box.scrollHeight;
    kept.current.nPending = pending.length;
  }, [thread.phase, first, last, thread.items, pending]);

  useEffect(() => {
    const watch = new ResizeObserver(() => kept.current.isAtEnd && kept.current.isOpened && toEnd());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      onEnd(false);
    };
  }, []);

  return {
    isAtEnd,
    toEnd,
    onScroll() {
      const isNow = isEndInView(place.current);
      if (kept.current.isOpened && isNow !== kept.current.isAtEnd) note(isNow);
    },
  };
}

function isEndInView(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
}
