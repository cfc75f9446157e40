import { isKey } from "../shortcuts.js";
import { isTypingTold, longestText, sends, valuesOf, wellFormed } from "../store/composer.js";
import { canGo } from "../store/photos.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { DropZone, useChoosing } from "./choosing.js";
import { Adding, Answering, Hint, Recipient } from "./composer-parts.js";
import { useApp, useStore } from "./context.js";
import { EmergencyAlert } from "./emergency.js";
import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";
import { QuickList, useQuickList } from "./quick-list.js";
import { Consent, Tray, useTray } from "./tray.js";

const TYPING_EVERY_MS = 3_000;
const GROWS_BY_ITSELF = globalThis.CSS?.supports("field-sizing", "content");

/** Where a message is written. Its draft outlives the page. */
export function Composer(props) {
  const { row } = props;
  if (!row.can_write) return html`<p class="composer-closed">${refusalWords({ code: row.state === "closed" ? "conversation_closed" : "read_only" })}</p>`;
  return html`<${Writing} ...${props} />`;
}

function Writing({ row, thread, question, replyTo, onReply, onDialog, hasFocus = false }) {
  const { actions, dates, reader } = useApp();
  const limit = useStore((state) => longestText(state, question, reader));
  const me = useStore((state) => state.me);
  const preferences = useStore((state) => state.preferences);
  const [text, setText] = useDraft(row, thread.draft);
  const box = useRef(null);
  const tellTyping = useTyping(row, thread);
  const quick = useQuickList({ box, text, onText: take, values: () => valuesOf({ row, thread, question, me, dates }) });
  const left = limit - [...text].length;
  const choosing = useChoosing(row.id);
  const tray = useTray(row.id);
  const consent = useConsent(question, tray);
  const canSend = (text.trim() !== "" || tray.length > 0) && left >= 0 && canGo(tray);
  useGrowth(box, text);
  useEffect(() => {
    if (hasFocus || replyTo) box.current.focus();
  }, [hasFocus, replyTo]);

  function take(written) {
    setText(written);
    actions.drafts.keep(row.id, wellFormed(written));
    tellTyping();
  }

  function send() {
    if (!canSend || !consent.require()) return;
    actions.send({ conversation: row.id, text: wellFormed(text.trim()), reply_to: replyTo?.seq ?? null, photo_consent: consent.isGiven });
    setText("");
    actions.drafts.clear(row.id);
    onReply(null);
    quick.reset();
    box.current.focus();
  }

  function onKeyDown(event) {
    const isSending = sends(event, preferences);
    if (!(isSending && (event.ctrlKey || event.metaKey)) && quick.press(event)) return;
    if (isSending) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && replyTo) onReply(null);
  }

  // From anywhere in it, as the text is.
  function onFormKey(event) {
    if (!isKey("Mod+U", event)) return;
    event.preventDefault();
    choosing.fromLibrary();
  }

  return html`
    <form class="composer" ref=${consent.place} onKeyDown=${onFormKey} onSubmit=${(event) => (event.preventDefault(), send())}>
      <${Recipient} thread=${thread} question=${question} />
      ${replyTo && html`<${Answering} item=${replyTo} onCancel=${() => onReply(null)} />`}
      <${QuickList} quick=${quick} onManage=${() => onDialog("quick-replies")} />
      <${Tray} tray=${tray} onDialog=${onDialog} onEmpty=${() => box.current.focus()} />
      ${consent.isNeeded && html`<${Consent} ...${consent} />`}
      <div class="composer-line">
        <${Adding} quick=${quick} choosing=${choosing} />
        <textarea
          class="input composer-text"
          ref=${box}
          rows="1"
          value=${text}
          dir="auto"
          aria-label=${gettext("Message")}
          aria-describedby="composer-hint"
          placeholder=${gettext("Écrire un message…")}
          ...${quick.attributes}
          onInput=${(event) => (take(event.target.value), quick.look())}
          onKeyDown=${onKeyDown}
          onPaste=${choosing.paste}
          onKeyUp=${quick.look}
          onClick=${quick.look}
          onBlur=${() => actions.drafts.save(row.id)}
        ></textarea>
        <button class="button composer-send" type="submit" aria-disabled=${String(!canSend)}>
          <${Icon} name="send" /><span>${gettext("Envoyer")}</span>
        </button>
      </div>
      ${reader.is_patient && !reader.is_practitioner && html`<${EmergencyAlert} text=${text} />`}
      ${choosing.inputs}
      <${DropZone} onFiles=${choosing.add} />
      <${Hint} thread=${thread} hasText=${text !== ""} left=${left} enterSends=${preferences?.enter_sends === true} />
    </form>
  `;
}

/** A patient's consent, where my photos need it and nobody has said it yet. */
function useConsent(question, tray) {
  const isNeeded = question?.photo_consent === "needed" && tray.length > 0;
  const [isGiven, setGiven] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const place = useRef(null);

  function require() {
    const isThere = !isNeeded || isGiven;
    setMissing(!isThere);
    if (!isThere) place.current.querySelector("[name=photo-consent]").focus();
    return isThere;
  }

  return { place, isNeeded, isGiven: isNeeded && isGiven, isMissing, require, onChange: (is) => (setGiven(is), setMissing(false)) };
}

/** What I write: from this page, else from the server; also what a killed page left. */
function useDraft(row, draft) {
  const { actions } = useApp();
  const recalled = useStore((state) => state.draftsRecalled);
  const [text, setText] = useState(() => actions.drafts.text(row.id) ?? draft?.text ?? "");
  useEffect(() => {
    // Written on another device, and nothing here that it would overwrite.
    if (actions.drafts.text(row.id) === undefined) setText(draft?.text ?? "");
  }, [draft?.saved_at]);
  useEffect(() => {
    const kept = actions.drafts.text(row.id);
    if (recalled && kept !== undefined) setText(kept);
  }, [recalled]);
  return [text, setText];
}

/** Tell other practitioners that I write, every few seconds. */
function useTyping(row, thread) {
  const { actions, reader } = useApp();
  const toldAt = useRef(0);
  return () => {
    if (!isTypingTold(thread, reader) || Date.now() - toldAt.current < TYPING_EVERY_MS) return;
    toldAt.current = Date.now();
    actions.typing(row.id);
  };
}

/** As high as its text; the styles say how high at most. */
function useGrowth(box, text) {
  useLayoutEffect(() => {
    if (GROWS_BY_ITSELF) return;
    const { style } = box.current;
    style.height = "auto";
    style.height = `${box.current.scrollHeight + box.current.offsetHeight - box.current.clientHeight}px`;
  }, [text]);
}
