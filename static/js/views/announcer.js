import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const TOGETHER_MS = 2_000;
const ONE_BY_ONE = 3;
const LONGEST = 120;

/** Reads new messages of the open thread to screen readers, apart from the thread: a log
 * that is also the history would be read again and again. */
export function Announcer() {
  const { store, reader } = useApp();
  const [lines, say] = useState([]);
  const seen = useRef({ id: null, head: 0 });
  const waiting = useRef([]);

  useEffect(() => store.watch((state) => collect(state, reader, seen.current, waiting.current)), [store]);
  useEffect(() => {
    const timer = setInterval(() => {
      const news = waiting.current.splice(0);
      if (news.length) say(news.length > ONE_BY_ONE ? [summary(news)] : news.map(line));
    }, TOGETHER_MS);
    return () => clearInterval(timer);
  }, []);

  return html`
    <div class="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      ${lines.map((text) => html`<p key=${text}>${text}</p>`)}
    </div>
  `;
}

function collect({ open, threads }, reader, seen, waiting) {
  const thread = threads[open?.id];
  if (!thread || thread.phase !== "ready") return;
  const head = thread.items.at(-1)?.seq ?? 0;
  const isSame = seen.id === open.id;
  const news = thread.items.filter((item) => item.seq > seen.head && item.kind === "message");
  if (isSame && document.hasFocus()) {
    waiting.push(...news.filter((item) => item.author?.id !== reader.id && item.data.text));
  }
  Object.assign(seen, { id: open.id, head });
}

function line(item) {
  const text = item.data.text.slice(0, LONGEST);
  return fill(gettext("%(author)s : %(text)s"), { author: item.author?.name ?? "", text });
}

function summary(news) {
  return fill(ngettext("%(n)s nouveau message", "%(n)s nouveaux messages", news.length), { n: news.length });
}
