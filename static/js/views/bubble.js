import { tickOf } from "../store/threads.js";
import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { LongText } from "./long-text.js";
import { Menu } from "./menu.js";
import { PhotoGrid } from "./photo-grid.js";
import { html } from "./preact.js";
import { Quote } from "./quote.js";
import { useTalk } from "./talk.js";
import { Tick, tickWords } from "./tick.js";

// Patients are not told who has read (C2): sent is all that they see.
const SENT = { state: "sent" };

/** One message. Text is text: the view library never reads it as markup. */
export function Bubble({ item, isMine, isFollowing }) {
  const { dates, reader } = useApp();
  const { row, thread } = useTalk();
  const isRetracted = item.data.text === undefined;
  const tick = isMine && !isRetracted ? (reader.is_practitioner ? tickOf(item.seq, thread.participants, reader.id) : SENT) : null;
  return html`
    <li class=${classes({ isMine, isFollowing, isRetracted })} id=${`m${item.seq}`}>
      <h3 class="visually-hidden">${headWords(item, isMine, tick, dates)}</h3>
      ${!isMine && !isFollowing && row.kind !== "private" && html`<${Author} author=${item.author} />`}
      <div class="bubble-line">
        <div class="bubble">
          ${item.data.reply_to && html`<${Quote} seq=${item.data.reply_to} />`}
          ${isRetracted
            ? html`<p class="bubble-text">${gettext("Message retiré par l’auteur")}</p>`
            : html`<${Said} item=${item} />`}
          <span class="bubble-meta">
            <time datetime=${item.at} title=${dates.full(item.at)} aria-hidden="true">${dates.time(item.at)}</time>
            ${tick && html`<${Tick} ...${tick} seq=${item.seq} />`}
          </span>
        </div>
        ${!isRetracted && html`<${BubbleMenu} item=${item} isMine=${isMine} />`}
      </div>
    </li>
  `;
}

function Said({ item }) {
  const { row, onDialog } = useTalk();
  const { text, photos = [] } = item.data;
  return html`
    ${photos.length > 0 && html`<${PhotoGrid} photos=${photos} onOpen=${(photo) => onDialog("viewer", { conversation: row.id, photo: photo.id })} />`}
    ${text && html`<${LongText} seq=${item.seq} text=${text} />`}
  `;
}

/** « Dr Petit, lundi 3 mars à 14:32, Remis »: by its heading a message is found. */
function headWords(item, isMine, tick, dates) {
  const author = isMine ? gettext("Vous") : (item.author?.name ?? "");
  const values = { author, time: dates.full(item.at), status: tick && tickWords(tick) };
  return fill(tick ? gettext("%(author)s, %(time)s, %(status)s") : gettext("%(author)s, %(time)s"), values);
}

/** A name, and what its bearer does. The heading has said it already. */
function Author({ author }) {
  const { thread } = useTalk();
  const line = author && functionOf(author, thread.participants);
  return html`<p class="bubble-author" aria-hidden="true">
    ${author?.name}${line && html` <span class="bubble-function">${line}</span>`}
  </p>`;
}

function functionOf(author, participants) {
  if (author.role === "patient") return gettext("Patient");
  return participants.find((one) => one.id === author.id)?.specialty;
}

function classes({ isMine, isFollowing, isRetracted }) {
  const names = ["message", isMine ? "message-mine" : "message-theirs"];
  if (isFollowing) names.push("message-following");
  if (isRetracted) names.push("message-retracted");
  return names.join(" ");
}

function BubbleMenu({ item, isMine }) {
  const { row, onReply, onDialog } = useTalk();
  if (!row.can_write) return null;
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
