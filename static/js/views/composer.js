import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { EmergencyAlert } from "./emergency.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const COUNT_FROM = 500;
const TYPING_EVERY_MS = 3_000;
const ROWS_AT_MOST = 10;

/** Where a message is written. Its draft outlives the page. */
export function Composer({ row, thread, replyTo, onReply, hasFocus = false }) {
  if (!row.can_write) return html`<p class="composer-closed">${refusalWords({ code: row.state === "closed" ? "conversation_closed" : "read_only" })}</p>`;
  return html`<${Writing} row=${row} draft=${thread.draft} replyTo=${replyTo} onReply=${onReply} hasFocus=${hasFocus} />`;
}

function Writing({ row, draft, replyTo, onReply, hasFocus }) {
  const { actions, dates, reader } = useApp();
  const limit = useStore((state) => state.limits.text_max);
  const [text, setText] = useState(actions.drafts.text(row.id) ?? draft?.text ?? "");
  const box = useRef(null);
  const typedAt = useRef(0);
  const left = limit - [...text].length;
  const canSend = text.trim() !== "" && left >= 0;

  useEffect(() => {
    // Written on another device, and nothing here that it would overwrite.
    if (actions.drafts.text(row.id) === undefined) setText(draft?.text ?? "");
  }, [draft?.saved_at]);
  useEffect(() => {
    if (hasFocus) box.current.focus();
  }, [hasFocus]);
  useEffect(() => {
    if (replyTo) box.current.focus();
  }, [replyTo]);

  function write(event) {
    setText(event.target.value);
    actions.drafts.keep(row.id, wellFormed(event.target.value));
    if (!reader.is_practitioner || Date.now() - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = Date.now();
    actions.typing(row.id);
  }

  function send() {
    if (!canSend) return;
    actions.send({ conversation: row.id, text: wellFormed(text.trim()), reply_to: replyTo?.seq ?? null });
    setText("");
    actions.drafts.clear(row.id);
    onReply(null);
    box.current.focus();
  }

  function onKeyDown(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && replyTo) onReply(null);
  }

  return html`
    <form class="composer" onSubmit=${(event) => (event.preventDefault(), send())}>
      ${replyTo && html`<${Answering} item=${replyTo} onCancel=${() => onReply(null)} />`}
      <div class="composer-line">
        <textarea
          class="input composer-text"
          ref=${box}
          rows=${Math.min(ROWS_AT_MOST, text.split("\n").length)}
          value=${text}
          dir="auto"
          aria-label=${gettext("Message")}
          aria-describedby="composer-hint"
          placeholder=${gettext("Écrire un message…")}
          onInput=${write}
          onKeyDown=${onKeyDown}
          onBlur=${() => actions.drafts.save(row.id)}
        ></textarea>
        <button class="button composer-send" type="submit" aria-disabled=${String(!canSend)}>
          <${Icon} name="send" /><span>${gettext("Envoyer")}</span>
        </button>
      </div>
      ${reader.is_patient && !reader.is_practitioner && html`<${EmergencyAlert} text=${text} />`}
      <p class="composer-hint" id="composer-hint">
        <span class="composer-keys">${gettext("Ctrl + Entrée pour envoyer")}</span>
        ${text && draft && html`<span>${fill(gettext("Brouillon enregistré à %(time)s"), { time: dates.time(draft.saved_at) })}</span>`}
        ${left <= COUNT_FROM && html`<${Count} left=${left} />`}
      </p>
    </form>
  `;
}

/** Half a character, as some pasted texts have it, is no text for any reader. */
function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

function Count({ left }) {
  const words = left >= 0 ? gettext("%(n)s caractères restants") : gettext("%(n)s caractères de trop");
  return html`<span class=${left < 0 ? "composer-over" : ""} role="status">${fill(words, { n: Math.abs(left) })}</span>`;
}

function Answering({ item, onCancel }) {
  const words = fill(gettext("Réponse à %(author)s"), { author: item.author?.name ?? "" });
  return html`<div class="answering">
    <p class="answering-words"><span class="quote-author">${words}</span> <span class="quote-text">${item.data.text}</span></p>
    <button class="icon-button" type="button" aria-label=${gettext("Ne pas répondre à ce message")} onClick=${onCancel}>
      <${Icon} name="close" />
    </button>
  </div>`;
}
