import { isOnlyPatient } from "../store/mine.js";
import { badge, badgeText } from "../store/shown.js";
import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { useEffect } from "./preact.js";

/** The unread count in the page's title and in the menu: a number, never a name. */
export function Count() {
  const { reader } = useApp();
  const n = useStore((state) => badge(state));
  const place = isOnlyPatient(reader) ? gettext("Mes messages") : gettext("Discussions");
  useEffect(() => {
    document.title = (n ? `(${badgeText(n)}) ` : "") + place;
    const menu = document.getElementById("menu-unread");
    if (!menu) return;
    menu.hidden = n === 0;
    menu.textContent = badgeText(n);
  }, [n]);
  return null;
}
