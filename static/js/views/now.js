import { useEffect, useState } from "./preact.js";

const MINUTE_MS = 60_000;

/** The time, to the minute: ages on the screen grow by themselves. */
export function useNow() {
  const [now, set] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, Date.now());
}
