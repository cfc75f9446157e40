import { tickOf } from "../store/threads.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { Menu } from "./menu.js";
import { html } from "./preact.js";
import { Quote } from "./quote.js";
import { Tick } from "./tick.js";

// Patients are not told who has read (C2): sent is all that they see.
const SENT = { state: "sent" };

/** One message. Text is text: the view library never reads it as markup. */
export function Bubble({ item, isMine, isFollowing, thread, row, onReply, onDialog }) {
  const { dates, reader } = useApp();
  const isRetracted = item.data.text === undefined;
  const tick = isMine && !isRetracted ? (reader.is_practitioner ? tickOf(item.seq, thread.participants, reader.id) : SENT) : null;
  const name = isMine ? gettext("Vous") : (item.author?.name ?? "");
  return html`
    <li class=${classes({ isMine, isFollowing, isRetracted })} id=${`m${item.seq}`}>
      ${!isMine && !isFollowing && row.kind !== "private" && html`<span class="bubble-author" aria-hidden="true">${name}</span>`}
      <span class="visually-hidden">${fill(gettext("%(author)s, %(time)s"), { author: name, time: dates.full(item.at) })}</span>
      <div class="bubble-line">
        <div class="bubble">
          ${item.data.reply_to && html`<${Quote} seq=${item.data.reply_to} thread=${thread} row=${row} />`}
          ${isRetracted
            ? html`<p class="bubble-text">${gettext("Message retiré par l’auteur")}</p>`
            : html`<p class="bubble-text" dir="auto">${item.data.text}</p>`}
          <span class="bubble-meta">
            <time datetime=${item.at} title=${dates.full(item.at)}>${dates.time(item.at)}</time>
            ${tick && html`<${Tick} ...${tick} />`}
          </span>
        </div>
        ${!isRetracted && row.can_write && html`<${BubbleMenu} item=${item} isMine=${isMine} row=${row} onReply=${onReply} onDialog=${onDialog} />`}
      </div>
    </li>
  `;
}

function classes({ isMine, isFollowing, isRetracted }) {
  const names = ["message", isMine ? "message-mine" : "message-theirs"];
  if (isFollowing) names.push("message-following");
  if (isRetracted) names.push("message-retracted");
  return names.join(" ");
}

function BubbleMenu({ item, isMine, row, onReply, onDialog }) {
  const items = [
    { words: gettext("Répondre à ce message"), icon: "reply", onPick: () => onReply(item) },
    isMine && {
      words: gettext("Retirer le message"),
      icon: "close",
      onPick: () => onDialog("retract", { conversation: row.id, seq: item.seq }),
    },
  ].filter(Boolean);
  return html`<${Menu} label=${gettext("Actions sur ce message")} items=${items} className="icon-button bubble-more" />`;
}
