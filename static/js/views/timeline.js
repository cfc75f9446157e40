import { blocksOf, firstUnreadOf, hasUnreadBefore } from "../store/blocks.js";
import { pendingOf } from "../store/outbox.js";
import { gettext } from "../words.js";
import { systemWords } from "../wording.js";
import { DayAfloat, Jumps, useEye } from "./afloat.js";
import { Bubble } from "./bubble.js";
import { useApp, useStore } from "./context.js";
import { useKey } from "./keys.js";
import { useLongLog } from "./long-log.js";
import { Older, useOlder } from "./older.js";
import { Pending } from "./pending.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef } from "./preact.js";
import { useTalk } from "./talk.js";

const FLASH_MS = 1_600;

/** The messages of a thread, oldest first, then what I wrote that is not there yet.
 * `control.current` can lead to a message and read older ones. */
export function Timeline({ control }) {
  const { dates, reader } = useApp();
  const { row, thread } = useTalk();
  const outbox = useStore((state) => state.outbox);
  const pending = useMemo(() => pendingOf(outbox, row.id), [outbox, row.id]);
  const blocks = useMemo(() => blocksOf(thread, reader.id, dates.dayKey), [thread.items, thread.openedAt, thread.openedHead]);
  const [box, list] = [useRef(null), useRef(null)];
  const older = useOlder(row, thread);
  const { eye, move } = useEye(box, older);
  const log = useLongLog({ box, list, blocks, isReady: thread.phase === "ready", onMove: move });
  const lead = useLeading(log, older);
  const toUnread = useUnread(thread, lead, older);
  control.current = { lead, until: older.until };
  useWriting(pending, log.toEnd);
  useLooking(row, eye.isAtEnd && thread.phase === "ready");
  return html`
    <${DayAfloat} day=${eye.day} />
    <div class="timeline" ref=${box} tabindex="0" role="region" aria-label=${gettext("Messages")} onScroll=${log.onScroll}>
      ${thread.hasOlder && html`<${Older} older=${older} />`}
      <ol class="blocks" role="list" ref=${list} aria-busy=${String(thread.phase !== "ready")}>
        <li class="gap" role="none" key="above"></li>
        ${blocks.slice(...log.span).map(drawingOf)}
        <li class="gap gap-below" role="none" key="below"></li>
        ${pending.map((message) => html`<${Pending} key=${message.client_id} message=${message} />`)}
      </ol>
    </div>
    <${Jumps} eye=${eye} unread=${row.unread} toEnd=${log.toEnd} toUnread=${toUnread} />
  `;
}

const drawings = new WeakMap();

/** The same drawing of the same block each time: scrolling draws only what comes in. */
function drawingOf(block) {
  if (!drawings.has(block)) drawings.set(block, html`<${Block} key=${block.key} block=${block} />`);
  return drawings.get(block);
}

/** To a message, wherever it is: what lies before it is read until it is there. */
function useLeading(log, older) {
  return async (seq) => {
    const isThere = await older.until((items) => items[0]?.seq <= seq);
    if (isThere) log.lead(seq, flash);
  };
}

function flash(place) {
  place.classList.add("message-flash");
  setTimeout(() => place.classList.remove("message-flash"), FLASH_MS);
}

/** `U` leads to the first unread message. Where that was too far above to open at it, a
 * button does so too, until it was used; undefined otherwise. */
function useUnread(thread, lead, older) {
  const { reader, store } = useApp();
  const { row } = useTalk();
  const isFarAbove = useRef(null);
  if (thread.phase === "ready") isFarAbove.current ??= hasUnreadBefore(thread);
  async function toUnread() {
    await older.until((items) => items[0]?.seq <= thread.openedAt + 1);
    const seq = firstUnreadOf(store.state.threads[row.id] ?? thread, reader.id);
    isFarAbove.current = false;
    if (seq) lead(seq);
  }
  useKey("u", toUnread);
  return isFarAbove.current ? toUnread : undefined;
}

/** What I write is what I look at. */
function useWriting(pending, toEnd) {
  const n = useRef(pending.length);
  useLayoutEffect(() => {
    if (pending.length > n.current) toEnd();
    n.current = pending.length;
  }, [pending.length]);
}

/** The end is in view: what is there is being read. */
function useLooking(row, isAtEnd) {
  const { actions } = useApp();
  useEffect(() => {
    actions.look(isAtEnd ? row.id : null);
    return () => actions.look(null);
  }, [row.id, isAtEnd]);
}

function Block({ block }) {
  const { dates, reader } = useApp();
  const { question } = useTalk();
  if (block.type === "day") return html`<${Separator} className="day" words=${dates.day(block.at)} />`;
  if (block.type === "unread") return html`<${Separator} className="unread-line" words=${gettext("Nouveaux messages")} />`;
  if (block.type === "message") return html`<${Bubble} ...${block} />`;
  const { item } = block;
  const isRequester = question?.requester.id === reader.id;
  return html`<li class="system">
    <span>${systemWords(item, { me: reader.id, language: reader.language, isRequester })}</span>
    <time datetime=${item.at} title=${dates.full(item.at)}>${dates.time(item.at)}</time>
  </li>`;
}

function Separator({ className, words }) {
  return html`<li><div class=${className} role="separator" aria-label=${words}><span>${words}</span></div></li>`;
}
