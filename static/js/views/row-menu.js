import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef } from "./preact.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const EDGE_PX = 8;

/** The menu of a row (ARIA APG), where the pointer is or below its button; on a phone a
 * sheet. `at`: {x, y}; `opener` gets the focus back. */
export function RowMenu({ label, items, at, opener, onClose }) {
  const place = useRef(null);
  const buttons = () => [...place.current.querySelectorAll("[role=menuitem]")];

  function close({ isBack = true } = {}) {
    onClose();
    if (isBack && opener?.isConnected) opener.focus();
  }

  function move(event) {
    const all = buttons();
    const here = all.indexOf(document.activeElement);
    if (event.key === "Tab") return close();
    if (event.key === "Escape") close();
    else if (event.key in STEPS) all[(here + STEPS[event.key] + all.length) % all.length].focus();
    else if (event.key === "Home") all[0].focus();
    else if (event.key === "End") all.at(-1).focus();
    else return undefined;
    event.preventDefault();
    event.stopPropagation();
    return undefined;
  }

  useLayoutEffect(() => {
    putWithin(place.current, at);
    buttons()[0].focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const isMine = (target) => place.current?.contains(target) || target.matches(".sheet-veil");
    const leave = ({ target }) => isMine(target) || close({ isBack: false });
    const away = () => close();
    document.addEventListener("pointerdown", leave, true);
    window.addEventListener("resize", away);
    return () => {
      document.removeEventListener("pointerdown", leave, true);
      window.removeEventListener("resize", away);
    };
  }, []);

  return html`
    <div class="sheet-veil" onClick=${() => close()}></div>
    <div class="menu row-menu" role="menu" aria-label=${label} ref=${place} onKeyDown=${move}>
      ${items.map(
        (item) => html`<button
          class="menu-item"
          type="button"
          role="menuitem"
          tabindex="-1"
          key=${item.words}
          onClick=${() => (close(), item.onPick())}
        >
          <${Icon} name=${item.icon} /><span>${item.words}</span>
        </button>`,
      )}
    </div>
  `;
}

/** A sheet is placed by the style sheet alone. */
function putWithin(menu, { x, y }) {
  const left = Math.min(x, innerWidth - menu.offsetWidth - EDGE_PX);
  const top = y + menu.offsetHeight + EDGE_PX > innerHeight ? Math.max(EDGE_PX, y - menu.offsetHeight) : y;
  menu.style.setProperty("--menu-x", `${Math.max(EDGE_PX, left)}px`);
  menu.style.setProperty("--menu-y", `${top}px`);
}
