import { Icon } from "./icons.js";
import { html, useEffect, useRef } from "./preact.js";

/** The frame of each of these pages. `onBack` goes where `backWords` says. */
export function ExpertsPage({ title, backWords, onBack, actions, children }) {
  const heading = useRef(null);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`
    <main class="thread experts-page" id="main" aria-labelledby="experts-title">
      <header class="thread-header experts-header">
        <button class="icon-button" type="button" aria-label=${backWords} title=${backWords} onClick=${onBack}><${Icon} name="back" /></button>
        <h2 class="experts-title" id="experts-title" tabindex="-1" ref=${heading}>${title}</h2>
        ${actions}
      </header>
      <div class="experts-scroll"><div class="experts-inner">${children}</div></div>
    </main>
  `;
}
