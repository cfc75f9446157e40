import { askedAt, filledIn, found, inserted, textIn } from "../store/quick-replies.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";

const LIST = "quick-list";
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** « / » at the beginning of a word opens a list below the fingers: typing narrows it,
 * arrows move in it, Enter or Tab inserts, Escape closes. The focus stays in the text. */
export function useQuickList({ box, text, onText, values }) {
  const { actions, reader } = useApp();
  const replies = useStore((state) => state.quickReplies);
  const [asked, setAsked] = useState(null);
  const [active, setActive] = useState(0);
  const dismissed = useRef(null);
  const selection = useRef(null);
  // The text as it was before the button.
  const before = useRef(null);
  const items = asked ? found(replies.items, asked.word) : [];
  const isOpen = asked !== null && (items.length > 0 || asked.word === "");
  useEffect(() => {
    if (asked) actions.quickReplies.load();
  }, [asked !== null]);
  useLayoutEffect(() => {
    if (!selection.current) return;
    box.current.setSelectionRange(...selection.current);
    selection.current = null;
  }, [text]);

  /** What does the caret ask for now? */
  function look() {
    const now = reader.is_practitioner ? askedAt(box.current.value, box.current.selectionStart) : null;
    if (now?.start !== dismissed.current) dismissed.current = null;
    if (now?.start === asked?.start && now?.word === asked?.word) return;
    if (now?.start !== asked?.start) before.current = null;
    setAsked(dismissed.current === null ? now : null);
    setActive(0);
  }

  function reset() {
    dismissed.current = null;
    setAsked(null);
  }

  function close() {
    // What the button typed goes again, where nothing came of it.
    if (asked.word === "" && before.current !== null) onText(before.current);
    before.current = null;
    dismissed.current = asked.start;
    setAsked(null);
  }

  function choose(reply) {
    const place = { start: asked.start, end: asked.start + asked.word.length + 1 };
    const next = inserted(text, place, filledIn(textIn(reply, reader.language), values()));
    selection.current = next.selection;
    before.current = null;
    setAsked(null);
    onText(next.text);
    box.current.focus();
  }

  /** Returns whether the key was meant for the list. */
  function press(event) {
    if (!isOpen || event.isComposing) return false;
    if (event.key === "Escape") close();
    else if (!items.length) return false;
    else if (event.key in STEPS) setActive((active + STEPS[event.key] + items.length) % items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) choose(items[active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** By the button: as if « / » was typed. */
  function begin() {
    const { selectionStart, selectionEnd } = box.current;
    const start = text.slice(0, selectionStart);
    const typed = start === "" || /\s$/.test(start) ? "/" : " /";
    const caret = selectionStart + typed.length;
    before.current = text;
    selection.current = [caret, caret];
    onText(start + typed + text.slice(selectionEnd));
    box.current.focus();
    dismissed.current = null;
    setAsked({ start: caret - 1, word: "" });
    setActive(0);
  }

  const attributes = {
    "aria-autocomplete": reader.is_practitioner ? "list" : undefined,
    "aria-controls": isOpen ? LIST : undefined,
    "aria-activedescendant": isOpen && items.length ? `${LIST}-${active}` : undefined,
  };
  return { isOpen, items, active, phase: replies.phase, look, press, choose, begin, close, reset, attributes };
}

export function QuickButton({ quick }) {
  const label = gettext("Réponses types");
  return html`
    <button
      class="icon-button composer-quick"
      type="button"
      aria-label=${label}
      title=${`${label} ( / )`}
      aria-expanded=${String(quick.isOpen)}
      onClick=${() => (quick.isOpen ? quick.close() : quick.begin())}
    >
      <${Icon} name="bolt" />
    </button>
  `;
}

export function QuickList({ quick, onManage }) {
  if (!quick.isOpen) return null;
  const { items } = quick;
  const words = ngettext("%(n)s réponse type", "%(n)s réponses types", items.length);
  return html`
    <div class="quick" onMouseDown=${keepFocus}>
      <ul class="quick-list" id=${LIST} role="listbox" aria-label=${gettext("Réponses types")}>
        ${items.map((reply, place) => html`<${Option} key=${reply.id} reply=${reply} place=${place} quick=${quick} />`)}
      </ul>
      <p class="visually-hidden" role="status">${quick.phase === "ready" && fill(words, { n: items.length })}</p>
      ${!items.length && html`<p class="quick-none soft">${noneWords(quick.phase)}</p>`}
      <p class="quick-foot">
        <button class="button-link" type="button" onClick=${() => (quick.close(), onManage())}>
          ${items.length ? gettext("Gérer les réponses types") : gettext("Créer une réponse type")}
        </button>
      </p>
    </div>
  `;
}

/** A press on the list does not take the focus out of the text. */
function keepFocus(event) {
  event.preventDefault();
}

function noneWords(phase) {
  const words = { loading: gettext("Chargement…"), failed: gettext("Impossible de charger les réponses types.") };
  return words[phase] ?? gettext("Aucune réponse type pour le moment.");
}

function Option({ reply, place, quick }) {
  const { reader } = useApp();
  const option = useRef(null);
  const isActive = place === quick.active;
  useEffect(() => {
    if (isActive) option.current.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return html`
    <li
      class=${isActive ? "quick-option quick-active" : "quick-option"}
      id=${`${LIST}-${place}`}
      ref=${option}
      role="option"
      aria-selected=${String(isActive)}
      onClick=${() => quick.choose(reply)}
    >
      <span class="quick-title">${reply.title}</span>
      <span class="quick-word">/${reply.shortcut}</span>
      <span class="quick-text" dir="auto">${textIn(reply, reader.language)}</span>
    </li>
  `;
}
