import { exchangeOf } from "../store/exchange.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Details } from "./details.js";
import { Find, NOT_FINDING } from "./find.js";
import { Footer } from "./footer.js";
import { Heading } from "./heading.js";
import { Lost } from "./lost.js";
import { html, useEffect, useMemo, useRef, useState } from "./preact.js";
import { Stages } from "./stages.js";
import { TalkContext } from "./talk.js";
import { Timeline } from "./timeline.js";

/** The open conversation, or what stands in its place. */
export function ThreadPane({ open, onDialog }) {
  const { exchange, claim } = useExchange(open);
  if (!open) return html`<${Nothing} words=${gettext("Choisissez une discussion pour la lire.")} />`;
  if (!exchange) return html`<${Elsewhere} open=${open} isClaiming=${claim !== undefined} onDialog=${onDialog} />`;
  return html`<${Exchange} ...${exchange} claim=${claim} open=${open} onDialog=${onDialog} />`;
}

function Exchange({ row, thread, question, claim, open, onDialog }) {
  const { reader } = useApp();
  const [replyTo, setReplyTo] = useState(null);
  const [find, setFind] = useState(NOT_FINDING);
  const control = useRef(null);
  const unfolded = useRef(new Set());
  const lead = (seq) => control.current?.lead(seq);
  const talk = { row, thread, question, find, lead, unfolded: unfolded.current, onReply: setReplyTo, onDialog };
  const isMine = question?.requester.id === reader.id;
  function closeFind() {
    setFind(NOT_FINDING);
    document.getElementById("thread-search")?.focus();
  }
  return html`
    <${TalkContext.Provider} value=${talk}>
      <main class="thread" id="main" aria-labelledby="thread-title">
        <${Heading} isFinding=${find.isOpen} onFind=${() => (find.isOpen ? closeFind() : setFind({ ...NOT_FINDING, isOpen: true }))} />
        ${find.isOpen && html`<${Find} control=${control} onChange=${setFind} onClose=${closeFind} />`}
        ${isMine && html`<${Stages} row=${row} question=${question} items=${thread.items} />`}
        ${thread.phase === "failed" ? html`<${Failed} thread=${thread} id=${row.id} />` : html`<${Timeline} control=${control} />`}
        <${Footer} row=${row} thread=${thread} question=${question} claim=${claim} focus=${open.focus} replyTo=${replyTo} onReply=${setReplyTo} onDialog=${onDialog} />
      </main>
      ${open.panel === "details" && html`<${Details} />`}
    <//>
  `;
}

function useExchange(open) {
  const { actions } = useApp();
  const id = open?.id;
  const row = useStore((state) => state.rows[id]);
  const thread = useStore((state) => state.threads[id]);
  const question = useStore((state) => state.questions[id]);
  const claim = useStore((state) => state.claims[id]);
  const exchange = useMemo(() => exchangeOf({ row, thread, question, claim }), [row, thread, question, claim]);
  // It became mine while something else stood here: I took it on another device.
  const isNewlyMine = row !== undefined && !thread && !claim && open.phase !== "loading";
  useEffect(() => {
    if (isNewlyMine) actions.show(id);
  }, [isNewlyMine]);
  return { exchange, claim };
}

/** Nothing to show of it: not yet, no longer, or never. */
function Elsewhere({ open, isClaiming, onDialog }) {
  if (open.phase === "lost") return html`<${Lost} open=${open} onDialog=${onDialog} />`;
  if (open.phase === "ready" && !isClaiming) return html`<${Gone} />`;
  const words = isClaiming ? gettext("Prise en charge…") : gettext("Chargement…");
  return html`<main class="thread" id="main" aria-busy="true"><p class="thread-wait soft" role="status">${words}</p></main>`;
}

function Nothing({ words, children }) {
  return html`<main class="thread thread-nothing" id="main"><p class="soft">${words}</p>${children}</main>`;
}

function Gone() {
  const { actions } = useApp();
  return html`<${Nothing} words=${gettext("Vous n’avez plus accès à cet échange.")}>
    <button class="button button-quiet" type="button" onClick=${actions.close}>${gettext("Revenir aux discussions")}</button>
  <//>`;
}

function Failed({ thread, id }) {
  const { actions } = useApp();
  return html`<div class="thread-wait" role="alert">
    <p>${refusalWords(thread)}</p>
    <button class="button button-quiet" type="button" onClick=${() => actions.retry(id)}>${gettext("Réessayer")}</button>
  </div>`;
}
