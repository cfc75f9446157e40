import { drawMarks } from "../drawing.js";
import { drawn, jpegOf, LONGEST_PX, previewOf, read } from "../pictures.js";
import { addMark, blankMarks, redo, undo } from "../store/marks.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp } from "./context.js";
import { Dialog } from "./dialog.js";
import { EditorStage } from "./editor-stage.js";
import { EditorMarks } from "./editor-marks.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

/** Hide areas of a photo, or draw on it. What is saved is a new file of the pixels that
 * one sees here: what lies under a hidden area is in no file. */
export function PhotoEditorDialog({ photo, tool: first, onClose }) {
  const { actions } = useApp();
  const [picture, problem] = usePicture(photo);
  const [state, set] = useState(null);
  const [tool, setTool] = useState(first);
  const [isLeaving, setLeaving] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (picture) set(blankMarks({ w: picture.width, h: picture.height }));
  }, [picture]);
  const hasMarks = state?.marks.length > 0;
  const leave = () => (hasMarks ? setLeaving(true) : onClose());

  async function save() {
    if (isBusy) return undefined;
    if (!hasMarks) return onClose();
    setBusy(true);
    drawMarks(picture.getContext("2d"), state.marks, state.size);
    try {
      const blob = await jpegOf(picture);
      actions.photos.replace(photo, blob, { w: picture.width, h: picture.height, preview: await previewOf(picture) });
    } catch (refusal) {
      actions.say(refusalWords(refusal), "error");
    }
    return onClose();
  }

  function onKeyDown(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      if (isLeaving) setLeaving(false);
      else leave();
    } else if ((event.ctrlKey || event.metaKey) && !event.target.matches("input") && event.key.toLowerCase() === "z") {
      event.preventDefault();
      set((event.shiftKey ? redo : undo)(state));
    }
  }

  const title = first === "hide" ? gettext("Masquer une zone") : gettext("Annoter");
  return html`
    <${Dialog} title=${title} className="dialog editor" onClose=${leave} onCancel=${leave} onKeyDown=${onKeyDown}>
      ${problem && html`<p class="notice notice-error" role="alert">${problem}</p>`}
      ${!state && !problem && html`<p class="soft" role="status" aria-busy="true">${gettext("Chargement…")}</p>`}
      ${state &&
      html`<${Tools} tool=${tool} state=${state} onTool=${setTool} onChange=${set} />
        <div class="editor-body">
          <${EditorStage} picture=${picture} state=${state} tool=${tool} onChange=${set} />
          <${EditorMarks} state=${state} tool=${tool} onAdd=${() => set(addMark(state, tool))} onChange=${set} />
        </div>`}
      ${isLeaving
        ? html`<${Leaving} onStay=${() => setLeaving(false)} onLeave=${onClose} />`
        : html`<div class="actions dialog-actions">
            <button class="button" type="button" aria-disabled=${String(!hasMarks || isBusy)} onClick=${save}>${gettext("Enregistrer")}</button>
            <button class="button button-quiet" type="button" onClick=${leave}>${gettext("Annuler")}</button>
          </div>`}
    <//>
  `;
}

/** The photo as it will be sent, in a canvas of its own; or why not. */
function usePicture(id) {
  const { actions } = useApp();
  const [found, set] = useState([null, null]);
  useEffect(() => {
    async function load() {
      const file = await actions.photos.fileOf(id);
      const bitmap = await read(file ?? new Blob());
      set([drawn(bitmap, LONGEST_PX), null]);
      bitmap.close();
    }
    load().catch((refusal) => set([null, refusalWords(refusal)]));
  }, [id]);
  return found;
}

function toolWords(tool) {
  const words = { hide: gettext("Masquer"), arrow: gettext("Flèche"), text: gettext("Texte"), scale: gettext("Échelle") };
  return words[tool];
}

function Tools({ tool, state, onTool, onChange }) {
  return html`
    <div class="editor-tools" role="toolbar" aria-label=${gettext("Outils")}>
      ${["hide", "arrow", "text", "scale"].map(
        (one) => html`<button class="button button-quiet editor-tool" type="button" key=${one} aria-pressed=${String(one === tool)} onClick=${() => onTool(one)}>
          <${Icon} name=${one} /><span>${toolWords(one)}</span>
        </button>`,
      )}
      <span class="editor-gap"></span>
      <button class="icon-button" type="button" aria-label=${gettext("Annuler la dernière action")} title=${gettext("Annuler la dernière action")} aria-disabled=${String(!state.past.length)} onClick=${() => onChange(undo(state))}>
        <${Icon} name="undo" />
      </button>
      <button class="icon-button" type="button" aria-label=${gettext("Rétablir")} title=${gettext("Rétablir")} aria-disabled=${String(!state.future.length)} onClick=${() => onChange(redo(state))}>
        <${Icon} name="redo" />
      </button>
    </div>
  `;
}

function Leaving({ onStay, onLeave }) {
  const stay = useRef(null);
  useEffect(() => stay.current.focus(), []);
  return html`
    <div class="notice editor-leaving" role="alertdialog" aria-labelledby="editor-leaving">
      <p id="editor-leaving">${gettext("Abandonner ce que vous avez dessiné ?")}</p>
      <div class="actions">
        <button class="button" type="button" ref=${stay} onClick=${onStay}>${gettext("Continuer")}</button>
        <button class="button button-danger" type="button" onClick=${onLeave}>${gettext("Abandonner")}</button>
      </div>
    </div>
  `;
}
