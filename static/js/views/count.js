import { badge, badgeText } from "../store/shown.js";
import { gettext } from "../words.js";
import { useStore } from "./context.js";
import { useEffect } from "./preact.js";

/** The unread count in the page's title and in the menu: a number, never a name. */
export function Count() {
  const n = useStore((state) => badge(state));
  useEffect(() => {
    document.title = (n ? `(${badgeText(n)}) ` : "") + gettext("Discussions");
    const menu = document.getElementById("menu-unread");
    if (!menu) return;
    menu.hidden = n === 0;
    menu.textContent = badgeText(n);
  }, [n]);
  return null;
}
