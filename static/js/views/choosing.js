import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif";
const IMAGE = /^image\//;

/** Ways to put photos into a tray: a button, the camera, paste, drop. `inputs` stands
 * somewhere in the page. */
export function useChoosing(place) {
  const { actions } = useApp();
  const [library, camera] = [useRef(null), useRef(null)];

  function add(files) {
    const left = actions.photos.add(place, files);
    if (left > 0) actions.say(fill(ngettext("%(n)s photo de trop n’a pas été ajoutée.", "%(n)s photos de trop n’ont pas été ajoutées.", left), { n: left }), "error");
  }

  function take(event) {
    add([...event.target.files]);
    // The same file may be chosen again.
    event.target.value = "";
  }

  function paste(event) {
    const images = [...event.clipboardData.files].filter((file) => IMAGE.test(file.type));
    // A text copied from an office program brings its picture, too: the text is meant.
    if (!images.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    add(images);
  }

  const inputs = html`
    <input class="photo-input" type="file" ref=${library} accept=${ACCEPTED} multiple hidden onChange=${take} />
    <input class="photo-camera" type="file" ref=${camera} accept="image/*" capture="environment" hidden onChange=${take} />
  `;
  return { add, paste, inputs, fromLibrary: () => library.current.click(), fromCamera: () => camera.current.click() };
}

/** Files over the page: « Déposer les photos ici » while they hang there. */
export function DropZone({ onFiles }) {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const hasFiles = (event) => event.dataTransfer?.types.includes("Files") && !document.querySelector("dialog[open]");
    const over = (event) => hasFiles(event) && (event.preventDefault(), setOver(true));
    const leave = (event) => event.relatedTarget === null && setOver(false);
    function drop(event) {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      latest.current([...event.dataTransfer.files]);
    }
    const heard = { dragover: over, dragleave: leave, drop };
    for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear);
    return () => Object.entries(heard).forEach(([name, hear]) => document.removeEventListener(name, hear));
  }, []);
  return isOver && html`<div class="drop-zone" aria-hidden="true"><p><${Icon} name="pictures" />${gettext("Déposer les photos ici")}</p></div>`;
}
