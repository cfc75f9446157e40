import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** A menu button (ARIA APG): arrows move, Escape closes and gives the focus back.
 * `items`: {words, icon, onPick}, in order. */
export function Menu({ label, icon = "more", items, words, className = "icon-button" }) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef(null);
  const button = useRef(null);

  const buttons = () => [...place.current.querySelectorAll("[role=menuitem]")];

  function close({ isBack = true } = {}) {
    setOpen(false);
    if (isBack) button.current.focus();
  }

  function move(event) {
    const all = buttons();
    const here = all.indexOf(document.activeElement);
    if (event.key === "Escape") close();
    else if (event.key === "Tab") return close();
    else if (event.key in STEPS) all[(here + STEPS[event.key] + all.length) % all.length].focus();
    else if (event.key === "Home") all[0].focus();
    else if (event.key === "End") all.at(-1).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  useLayoutEffect(() => {
    if (!isOpen) return;
    keepInSight(place.current.querySelector("[role=menu]"), button.current);
    buttons()[0]?.focus();
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return undefined;
    // On a phone the place itself is the veil behind the sheet.
    const leave = (event) => {
      const isInside = event.target !== place.current && place.current?.contains(event.target);
      if (!isInside) close({ isBack: false });
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [isOpen]);

  return html`
    <div class=${isOpen ? "menu-place menu-open" : "menu-place"} ref=${place}>
      <button
        class=${className}
        type="button"
        ref=${button}
        aria-haspopup="menu"
        aria-expanded=${String(isOpen)}
        aria-label=${label}
        title=${words ? undefined : label}
        onClick=${() => setOpen(!isOpen)}
      >
        <${Icon} name=${icon} isBold=${icon === "more"} />${words && html`<span>${words}</span>`}
      </button>
      ${isOpen &&
      html`<div class="menu" role="menu" aria-label=${label} onKeyDown=${move}>
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
      </div>`}
    </div>
  `;
}

/** Open to the side and up or down, wherever there is room. */
function keepInSight(menu, button) {
  const { left, top, bottom } = button.getBoundingClientRect();
  const frame = (button.closest(".timeline, .thread") ?? document.documentElement).getBoundingClientRect();
  menu.classList.toggle("menu-start", left + menu.offsetWidth < Math.min(frame.right, innerWidth));
  const isLow = bottom + menu.offsetHeight > Math.min(frame.bottom, innerHeight);
  menu.classList.toggle("menu-up", isLow && top - menu.offsetHeight > frame.top);
}
