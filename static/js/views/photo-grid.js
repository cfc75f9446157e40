import { altWords } from "../photo-words.js";
import { shownOf } from "../store/photos.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useState } from "./preact.js";

/** Up to four photos of a message, then « +3 ». Their places are kept before they come. */
export function PhotoGrid({ photos, onOpen }) {
  const { shown, n } = shownOf(photos);
  return html`
    <ul class=${`photo-grid photo-grid-${shown.length}`} role="list">
      ${shown.map((photo, place) => html`<li key=${photo.id}><${PhotoTile} photo=${photo} isAlone=${shown.length === 1} more=${place === shown.length - 1 ? n : 0} onOpen=${onOpen} /></li>`)}
    </ul>
  `;
}

export function PhotoTile({ photo, isAlone = false, more = 0, onOpen }) {
  const others = fill(ngettext("et %(n)s autre photo", "et %(n)s autres photos", more), { n: more });
  return html`
    <button class=${isAlone ? "photo-tile photo-tile-alone" : "photo-tile"} type="button" data-photo=${photo.id} onClick=${() => onOpen(photo)}>
      <${Photo} photo=${photo} />
      ${more > 0 && html`<span class="photo-more" aria-hidden="true">+${more}</span><span class="visually-hidden"> ${others}</span>`}
    </button>
  `;
}

/** One size of a photo, asked for when it comes into sight. The line may have been cut:
 * when it is back, it is asked for once more. */
export function Photo({ photo, size = "thumb", className = "photo-image", ...more }) {
  const { actions } = useApp();
  const backAt = useStore((state) => state.line.backAt);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => setMissing(false), [backAt]);
  if (isMissing) return html`<span class="photo-missing"><${Icon} name="pictures" />${gettext("Photo indisponible")}</span>`;
  return html`<img
    class=${className}
    src=${actions.photos.address(photo.id, size)}
    alt=${altWords(photo)}
    width=${photo.w}
    height=${photo.h}
    loading="lazy"
    decoding="async"
    draggable="false"
    onError=${() => setMissing(true)}
    ...${more}
  />`;
}
