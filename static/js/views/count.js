import { badge, badgeText } from "../store/shown.js";
import { gettext } from "../words.js";
import { useStore } from "./context.js";
import { useEffect } from "./preact.js";

/** The unread count in the page's title: a number, never a name. */
export function Count() {
  const n = useStore((state) => badge(state));
  useEffect(() => {
    document.title = (n ? `(${badgeText(n)}) ` : "") + gettext("Discussions");
  }, [n]);
  return null;
}
