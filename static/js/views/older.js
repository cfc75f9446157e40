import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useRef, useState } from "./preact.js";

/** Reads the pages before what is loaded, one at a time.
 *
 * `near()` is for who comes close by scrolling: it asks once for each page, so that a
 * server that does not answer is not asked again and again. `until(isThere)` reads on
 * until the items have what is looked for; it returns whether they have.
 */
export function useOlder(row, shown) {
  const { actions, store } = useApp();
  const [isBusy, setBusy] = useState(false);
  const running = useRef(null);
  const asked = useRef(null);
  // Of a question that is only read nothing lies before what is shown.
  const thread = () => store.state.threads[row.id] ?? shown;

  function read() {
    running.current ??= readOnce().finally(() => (running.current = null));
    return running.current;
  }

  async function readOnce() {
    setBusy(true);
    await actions.older(row.id);
    setBusy(false);
  }

  return {
    isBusy,
    read,
    near() {
      const first = thread().hasOlder && thread().items[0].seq;
      if (!first || running.current || asked.current === first) return;
      asked.current = first;
      read();
    },
    async until(isThere) {
      let first = null;
      while (!isThere(thread().items)) {
        if (!thread().hasOlder || thread().items[0].seq === first) return false;
        first = thread().items[0].seq;
        await read();
      }
      return true;
    },
  };
}

export function Older({ older }) {
  return html`<p class="timeline-older">
    <button class="button button-quiet" type="button" aria-disabled=${String(older.isBusy)} onClick=${older.read}>
      ${older.isBusy ? gettext("Chargement…") : gettext("Afficher les messages précédents")}
    </button>
  </p>`;
}
