import { changeMark, hold, nudged, percents, removeMark, selectMark } from "../store/marks.js";
import { fill, gettext } from "../words.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef } from "./preact.js";

/** What is drawn, as a list: each can be moved, resized and removed by keys. */
export function EditorMarks({ state, tool, onAdd, onChange }) {
  const list = useRef(null);
  const isAdded = useRef(false);
  useEffect(() => {
    if (isAdded.current) list.current.querySelector(`[data-mark="${state.selected}"]`)?.focus();
    isAdded.current = false;
  }, [state.marks.length]);
  const add = () => {
    isAdded.current = true;
    onAdd();
  };
  function remove(id, place) {
    onChange(removeMark(state, id));
    const others = [...list.current.querySelectorAll(".editor-mark-name")].filter((_, there) => there !== place);
    (others[Math.min(place, others.length - 1)] ?? list.current.querySelector(".editor-add")).focus();
  }
  const selected = state.marks.find((one) => one.id === state.selected);
  return html`
    <div class="editor-side" ref=${list}>
      <button class="button button-quiet editor-add" type="button" onClick=${add}><${Icon} name="plus" />${addWords(tool)}</button>
      <p class="hint" id="editor-hint">${gettext("Flèches : déplacer. Maj + flèches : redimensionner. Suppr : retirer.")}</p>
      <ul class="editor-marks" role="list" aria-label=${gettext("Éléments dessinés")}>
        ${state.marks.map(
          (mark, place) => html`<${Mark} key=${mark.id} mark=${mark} n=${place + 1} state=${state} isSelected=${mark.id === state.selected} onChange=${onChange} onRemove=${() => remove(mark.id, place)} />`,
        )}
      </ul>
      <p class="visually-hidden" role="status">${selected && placeWords(state, selected)}</p>
    </div>
  `;
}

function addWords(tool) {
  const words = {
    hide: gettext("Ajouter une zone masquée"),
    arrow: gettext("Ajouter une flèche"),
    text: gettext("Ajouter un texte"),
    scale: gettext("Ajouter une échelle"),
  };
  return words[tool];
}

function markWords(mark, n) {
  const words = {
    hide: gettext("Zone masquée %(n)s"),
    arrow: gettext("Flèche %(n)s"),
    text: gettext("Texte %(n)s"),
    scale: gettext("Échelle %(n)s"),
  };
  return fill(words[mark.tool], { n });
}

function placeWords(state, mark) {
  return fill(gettext("à %(left)s % de la gauche, %(top)s % du haut ; largeur %(width)s %, hauteur %(height)s %"), percents(state, mark));
}

function Mark({ mark, n, state, isSelected, onChange, onRemove }) {
  function press(event) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return onRemove();
    }
    const next = nudged(state, mark.id, event);
    if (!next) return undefined;
    event.preventDefault();
    return onChange(selectMark(next, mark.id));
  }
  const words = markWords(mark, n);
  const write = (event) => onChange(changeMark(hold(state), mark.id, { text: event.target.value }));
  return html`
    <li class=${isSelected ? "editor-mark editor-mark-now" : "editor-mark"}>
      <button
        class="button-link editor-mark-name"
        type="button"
        data-mark=${mark.id}
        aria-pressed=${String(isSelected)}
        aria-describedby="editor-hint"
        onFocus=${() => isSelected || onChange(selectMark(state, mark.id))}
        onClick=${() => onChange(selectMark(state, mark.id))}
        onKeyDown=${press}
      >
        ${words}
      </button>
      <span class="soft editor-mark-place">${placeWords(state, mark)}</span>
      <button class="icon-button" type="button" aria-label=${fill(gettext("Retirer : %(what)s"), { what: words })} onClick=${onRemove}><${Icon} name="close" /></button>
      ${(mark.tool === "text" || mark.tool === "scale") &&
      html`<label class="editor-words"><span>${mark.tool === "text" ? gettext("Texte") : gettext("Longueur")}</span>
        <input class="input" type="text" maxlength="60" value=${mark.text} onInput=${write} />
      </label>`}
    </li>
  `;
}
