import { isOnlyPatient } from "../store/mine.js";
import { badge, badgeText } from "../store/shown.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { useEffect } from "./preact.js";

/** The unread count in the page's title: a number, never a name. */
export function Count() {
  const { reader } = useApp();
  const n = useStore((state) => badge(state));
  const place = isOnlyPatient(reader) ? gettext("Mes messages") : gettext("Discussions");
  useEffect(() => {
    document.title = (n ? `(${badgeText(n)}) ` : "") + place;
  }, [n]);
  return null;
}
