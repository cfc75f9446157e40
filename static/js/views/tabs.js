import { html, useRef } from "./preact.js";

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs (ARIA APG): arrows move and show. `tabs`: {id, words}, in order. */
export function Tabs({ label, tabs, current, onPick, children }) {
  const place = useRef(null);

  function move(event) {
    const here = tabs.findIndex((one) => one.id === current);
    const n = tabs.length;
    const next = event.key === "Home" ? 0 : event.key === "End" ? n - 1 : (here + (STEPS[event.key] ?? NaN) + n) % n;
    if (!tabs[next]) return;
    event.preventDefault();
    onPick(tabs[next].id);
    place.current.querySelectorAll("[role=tab]")[next].focus();
  }

  return html`
    <div class="tabs" role="tablist" aria-label=${label} ref=${place} onKeyDown=${move}>
      ${tabs.map(
        ({ id, words }) => html`<button
          class="tab"
          type="button"
          role="tab"
          key=${id}
          id=${`tab-${id}`}
          aria-selected=${String(id === current)}
          aria-controls="tab-panel"
          tabindex=${id === current ? 0 : -1}
          onClick=${() => onPick(id)}
        >
          ${words}
        </button>`,
      )}
    </div>
    <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby=${`tab-${current}`} tabindex="0">${children}</div>
  `;
}
