import { partsOf } from "../store/finding.js";
import { linksOf } from "../store/linking.js";
import { gettext } from "../words.js";
import { html, useLayoutEffect, useRef, useState } from "./preact.js";
import { useTalk } from "./talk.js";

/** The text of a message. One of more than twenty lines is folded; what is looked for in
 * it is marked, and unfolds it. */
export function LongText({ seq, text }) {
  const { find, unfolded } = useTalk();
  const place = useRef(null);
  const [isLong, setLong] = useState(false);
  const [isOpen, setOpen] = useState(unfolded.has(seq));
  const isFound = find.current === seq;
  const isFolded = !isOpen && !isFound;
  const hitClass = isFound ? "hit hit-now" : "hit";

  useLayoutEffect(() => {
    if (isFolded) setLong(place.current.scrollHeight > place.current.clientHeight + 1);
  }, [text, isFolded]);

  function toggle() {
    if (isOpen) unfolded.delete(seq);
    else unfolded.add(seq);
    setOpen(!isOpen);
  }

  return html`
    <p class=${isFolded ? "bubble-text bubble-folded" : "bubble-text"} dir="auto" ref=${place}>
      ${linksOf(text).map(({ text: part, href }) => (href ? html`<${Link} href=${href} className=${hitClass} />` : marked(part, find.wanted, hitClass)))}
    </p>
    ${isLong &&
    !isFound &&
    html`<button class="button-link bubble-unfold" type="button" aria-expanded=${String(isOpen)} onClick=${toggle}>
      ${isOpen ? gettext("Réduire") : gettext("Afficher la suite")}
    </button>`}
  `;
}

function marked(text, wanted, hitClass) {
  return partsOf(text, wanted).map((part) => (part.isHit ? html`<mark class=${hitClass}>${part.text}</mark>` : part.text));
}

/** Nothing of the page goes with it, and nothing of it is fetched before. */
function Link({ href, className }) {
  const { find } = useTalk();
  return html`<a href=${href} target="_blank" rel="noopener noreferrer">${marked(href, find.wanted, className)}</a>`;
}
