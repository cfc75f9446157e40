import { blocksOf } from "../store/blocks.js";
import { fill, gettext } from "../words.js";
import { systemWords } from "../wording.js";
import { badgeText } from "../store/shown.js";
import { Bubble } from "./bubble.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { Pending } from "./pending.js";
import { html, useMemo, useRef } from "./preact.js";
import { useScroll } from "./scrolling.js";

/** The messages of a thread, oldest first, then what I wrote that is not there yet. */
export function Timeline({ row, thread, onReply, onDialog }) {
  const { actions, dates, reader } = useApp();
  const outbox = useStore((state) => state.outbox);
  const pending = useMemo(() => outbox.filter((one) => one.conversation === row.id), [outbox, row.id]);
  const blocks = useMemo(() => blocksOf(thread, reader.id, dates.dayKey), [thread.items, thread.openedAt, thread.openedHead]);
  const place = useRef(null);
  const scroll = useScroll({ place, thread, pending, onEnd: (isAtEnd) => actions.look(isAtEnd ? row.id : null) });
  const older = () => actions.older(row.id);
  return html`
    <div class="timeline" ref=${place} tabindex="0" role="region" aria-label=${gettext("Messages")} onScroll=${scroll.onScroll}>
      ${thread.hasOlder &&
      html`<p class="timeline-older">
        <button class="button button-quiet" type="button" onClick=${older}>${gettext("Afficher les messages précédents")}</button>
      </p>`}
      <ol class="blocks" role="list" aria-busy=${String(thread.phase !== "ready")}>
        ${blocks.map((block) => html`<${Block} key=${block.key} block=${block} thread=${thread} onReply=${onReply} onDialog=${onDialog} row=${row} />`)}
        ${pending.map((message) => html`<${Pending} key=${message.client_id} message=${message} />`)}
      </ol>
    </div>
    ${!scroll.isAtEnd && html`<${Jump} unread=${row.unread} onJump=${scroll.toEnd} />`}
  `;
}

function Block({ block, thread, row, onReply, onDialog }) {
  const { dates, reader } = useApp();
  if (block.type === "day") return html`<${Separator} className="day" words=${dates.day(block.at)} />`;
  if (block.type === "unread") return html`<${Separator} className="unread-line" words=${gettext("Nouveaux messages")} />`;
  if (block.type === "message") {
    return html`<${Bubble} ...${block} thread=${thread} row=${row} onReply=${onReply} onDialog=${onDialog} />`;
  }
  const { item } = block;
  return html`<li class="system">
    <span>${systemWords(item, { me: reader.id, language: reader.language })}</span>
    <time datetime=${item.at} title=${dates.full(item.at)}>${dates.time(item.at)}</time>
  </li>`;
}

function Separator({ className, words }) {
  return html`<li><div class=${className} role="separator" aria-label=${words}><span>${words}</span></div></li>`;
}

function Jump({ unread, onJump }) {
  const words = unread ? fill(gettext("Aller au plus récent (%(n)s)"), { n: badgeText(unread) }) : gettext("Aller au plus récent");
  return html`<div class="jump-place">
    <button class="jump" type="button" onClick=${onJump}><${Icon} name="down" /><span>${words}</span></button>
  </div>`;
}
