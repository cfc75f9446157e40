import { photoWords } from "../photo-words.js";
import { linesOf, newsOf, NOTHING_HEARD } from "../store/announcing.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp } from "./context.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const TOGETHER_MS = 2_000;
const KEPT_MS = 5_000;

/** Reads new messages of the open thread to screen readers while the window has the
 * focus, apart from the thread: a log that is also the history would be read again and
 * again. What comes within two seconds of a message is told with it. Nothing that was told
 * stays in the page. */
export function Announcer() {
  const { store } = useApp();
  const [lines, setLines] = useState([]);
  const it = useRef({ heard: NOTHING_HEARD, waiting: [], timer: null, fading: null, n: 0 });

  useEffect(() => {
    const now = it.current;
    function tell() {
      now.timer = null;
      const gone = store.state.threads[now.heard.id]?.retracted;
      const news = now.waiting.splice(0).filter((item) => !gone?.has(item.seq));
      const told = linesOf(news).map((line) => ({ ...line, key: (now.n += 1) }));
      setLines((before) => [...before, ...told]);
      clearTimeout(now.fading);
      now.fading = setTimeout(setLines, KEPT_MS, []);
    }
    const forget = store.watch((state) => {
      const { heard, news } = newsOf(state, now.heard);
      if (heard.id !== now.heard.id) {
        now.waiting = [];
        setLines([]);
      }
      now.heard = heard;
      if (!news.length || !document.hasFocus()) return;
      now.waiting.push(...news);
      now.timer ??= setTimeout(tell, TOGETHER_MS);
    });
    return () => {
      forget();
      clearTimeout(now.timer);
      clearTimeout(now.fading);
    };
  }, [store]);

  return html`
    <div class="visually-hidden" role="log" aria-live="polite" aria-relevant="additions" aria-label=${gettext("Nouveaux messages")}>
      ${lines.map((line) => html`<p key=${line.key}>${wordsOf(line)}</p>`)}
    </div>
  `;
}

function wordsOf({ n, author, text, photos }) {
  if (n) return fill(ngettext("%(n)s nouveau message", "%(n)s nouveaux messages", n), { n });
  return fill(gettext("%(author)s : %(text)s"), { author, text: [text, photoWords(photos)].filter(Boolean).join(" · ") });
}
