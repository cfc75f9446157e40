import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { GoneRow, PendingRow } from "./pending-row.js";
import { forgetLater } from "./focus-next.js";
import { html, useLayoutEffect, useMemo, useRef, useState } from "./preact.js";
import { Row } from "./row.js";
import { archiving, muting } from "./row-items.js";
import { useSwipe } from "./swipe.js";
import { useWindow } from "./windowed.js";

const ESTIMATE_PX = { comfortable: 72, compact: 48 };

/** The rows of conversations: drawn where they are in sight, one of them in the order of
 * the Tab key. `handle.current.focus(index)` goes to a row, drawn or not. */
export function Rows({ items, open, container, handle, density, choosing, onMenu, onDialog }) {
  const keys = useMemo(() => items.map((item) => item.id), [items]);
  const [active, setActive] = useState(null);
  const stop = useStopKey(keys, items, active, open);
  const { list, parts } = useWindow({ keys, estimate: ESTIMATE_PX[density], container, keep: keys.indexOf(stop) });
  const wanted = useRef(null);
  const last = useRef(null);
  const press = usePress(setActive);

  const linkOf = (key) => list.current?.querySelector(`[data-key="${key}"] [data-stop]`);

  /** The row there, or the nearest one on that side that can have the focus. */
  function focus(index, step = index > (last.current?.index ?? -1) ? 1 : -1) {
    let next = index;
    while (items[next]?.isGone) next += step;
    if (!items[next]) return false;
    const link = linkOf(keys[next]);
    if (!link) wanted.current = keys[next];
    setActive(keys[next]);
    link?.focus();
    return true;
  }
  handle.current = { focus, count: items.length };

  // The row that has just been drawn for it; the same one, where it was drawn elsewhere and
  // lost it; or the next one, where that with the focus went.
  useLayoutEffect(() => {
    if (wanted.current !== null) linkOf(wanted.current)?.focus();
    wanted.current = null;
    const was = last.current;
    if (!was || document.activeElement !== document.body) return;
    const same = linkOf(was.key);
    if (same) {
      same.focus({ preventScroll: true });
      return;
    }
    last.current = null;
    const index = Math.min(was.index, items.length - 1);
    if (!focus(index, 1)) focus(index, -1);
  });

  function note(event) {
    const { key, index } = event.target.closest("[data-key]")?.dataset ?? {};
    if (!event.target.matches("[data-stop]")) return;
    last.current = { key, index: Number(index) };
    if (key !== stop) press.settle(key);
  }

  return html`
    <ul class="rows" role="list" ref=${list} onPointerDown=${press.begin} onfocusin=${note} onfocusout=${(event) => forgetLater(event, last)}>
      ${parts.map((part, place) =>
        part.gap !== undefined
          ? html`<${Gap} key=${gapKey(part, place, items.length)} height=${part.gap} />`
          : html`<${Item}
              key=${keys[part.index]}
              item=${items[part.index]}
              index=${part.index}
              n=${items.length}
              isOpen=${keys[part.index] === open}
              isStop=${keys[part.index] === stop}
              choosing=${choosing}
              onMenu=${onMenu}
              onDialog=${onDialog}
            />`,
      )}
    </ul>
  `;
}

/** A row that moves under a finger gets no click: what a press changes is told after it. */
function usePress(tell) {
  const held = useRef(null);

  function end() {
    const { key } = held.current;
    held.current = null;
    if (key !== undefined) tell(key);
  }

  function begin() {
    if (held.current) return;
    held.current = {};
    const over = new AbortController();
    const later = () => (over.abort(), setTimeout(end));
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, later, { signal: over.signal });
  }

  return { begin, settle: (key) => (held.current ? (held.current.key = key) : tell(key)) };
}

/** Which row the Tab key reaches: where the focus was, the open one, or the first. */
function useStopKey(keys, items, active, open) {
  return useMemo(() => {
    const place = (key) => (key === null || key === undefined ? -1 : keys.indexOf(key));
    const index = [active, open].map(place).find((one) => one >= 0) ?? items.findIndex((item) => !item.isGone);
    return keys[index];
  }, [keys, active, open]);
}

/** There are three at most: before, between and after. */
function gapKey({ before }, place, n) {
  if (before === n) return "gap after";
  return place === 0 ? "gap before" : "gap between";
}

function Gap({ height }) {
  const place = useRef(null);
  useLayoutEffect(() => {
    place.current.style.height = `${height}px`;
  }, [height]);
  return html`<li class="row-gap" role="presentation" aria-hidden="true" ref=${place}></li>`;
}

function Item({ item, index, n, isOpen, isStop, choosing, onMenu, onDialog }) {
  const { actions } = useApp();
  const swipe = useSwipe({
    canRead: !item.pending && item.unread > 0,
    onRead: () => actions.markRead(item.id),
    onRest: (at) => showMenu(at),
    isOff: item.isGone || choosing.isOn,
  });
  const place = useRef(null);

  function showMenu(at) {
    onMenu({ item, at, opener: place.current.querySelector("[data-stop]") });
  }

  function context(event) {
    if (item.isGone || choosing.isOn) return;
    event.preventDefault();
    const box = place.current.getBoundingClientRect();
    // From the keyboard there is no pointer.
    const isPointed = event.clientX > box.left && event.clientY > box.top;
    showMenu(isPointed ? { x: event.clientX, y: event.clientY } : { x: box.left + 56, y: box.top + 40 });
  }

  const canUncover = swipe.isUncovered && !item.pending && !item.isGone;
  return html`
    <li
      class=${canUncover ? "row-item is-uncovered" : "row-item"}
      ref=${place}
      data-key=${item.id}
      data-index=${index}
      aria-setsize=${n}
      aria-posinset=${index + 1}
      onContextMenu=${context}
      ...${swipe.handlers}
    >
      ${item.isGone && html`<${GoneRow} />`}
      ${item.pending && html`<${PendingRow} row=${item.pending} group=${item.group} isOpen=${isOpen} isStop=${isStop} isAlone=${true} />`}
      ${!item.isGone &&
      !item.pending &&
      html`<${Row} row=${item} isOpen=${isOpen} isStop=${isStop} isChosen=${choosing.ids.has(item.id)} onChoose=${choosing.isOn ? choosing.toggle : undefined} />`}
      ${!item.isGone && !choosing.isOn && html`<${More} isStop=${isStop} onOpen=${showMenu} />`}
      ${canUncover && html`<${Uncovered} row=${item} onDialog=${onDialog} onDone=${swipe.cover} />`}
    </li>
  `;
}

function More({ isStop, onOpen }) {
  const words = gettext("Actions");
  const show = ({ currentTarget }) => {
    const { left, bottom } = currentTarget.getBoundingClientRect();
    onOpen({ x: left, y: bottom + 4 });
  };
  return html`<button class="icon-button row-more" type="button" tabindex=${isStop ? 0 : -1} aria-haspopup="menu" aria-label=${words} title=${words} onClick=${show}>
    <${Icon} name="more" isBold=${true} />
  </button>`;
}

/** What a swipe to the left uncovers; the menu has the same. */
function Uncovered({ row, onDialog, onDone }) {
  const { actions } = useApp();
  return html`<div class="row-uncovered">
    ${[muting({ row, actions, onDialog }), archiving({ row, actions })].map(
      ({ words, icon, onPick }) => html`<button class="row-uncovered-button" type="button" key=${icon} onClick=${() => (onDone(), onPick())}>
        <${Icon} name=${icon} /><span>${words}</span>
      </button>`,
    )}
  </div>`;
}
