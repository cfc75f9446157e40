import { TITLE_MAX, withPrompt } from "../store/ask-form.js";
import { gettext } from "../words.js";
import { countWords, problemWords, stepWords } from "./ask-steps.js";
import { useApp } from "./context.js";
import { EmergencyAlert } from "./emergency.js";
import { html, useLayoutEffect, useRef } from "./preact.js";

const COUNT_FROM = 500;

/** The subject and the text of a question. */
export function AskTexts({ form, groups, limit, problems, onChange }) {
  const { reader } = useApp();
  const box = useRef(null);
  const caret = useRef(null);
  const left = limit - [...form.text].length;
  const words = (name) => problems.includes(name) && problemWords(name, form, limit);
  const title = words("title");
  const text = words("text");

  function insert(prompt) {
    const next = withPrompt(form.text, prompt);
    caret.current = next.caret;
    onChange({ text: next.text });
  }

  // The value comes first, and before the next key.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    box.current.focus();
    box.current.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [form.text]);

  return html`
    <fieldset class="ask-part">
      <legend class="ask-heading" tabindex="-1">${stepWords("text")}</legend>
      <${Field} name="title" words=${gettext("Objet")} hint=${gettext("Quelques mots, par exemple : rougeur au bras")} problem=${title}>
        <input
          type="text"
          id="ask-title-field"
          name="title"
          maxlength=${TITLE_MAX}
          autocomplete="off"
          aria-describedby=${describedBy("title", title)}
          aria-invalid=${title ? "true" : undefined}
          value=${form.title}
          onInput=${(event) => onChange({ title: event.target.value })}
        />
      <//>
      <${Field} name="text" words=${gettext("Message")} hint=${gettext("Dites ce qui vous inquiète et ce que vous attendez de la réponse.")} problem=${text}>
        <${Prompts} onPick=${insert} />
        <textarea
          id="ask-text-field"
          name="text"
          rows="8"
          dir="auto"
          ref=${box}
          aria-describedby=${describedBy("text", text)}
          aria-invalid=${text ? "true" : undefined}
          value=${form.text}
          onInput=${(event) => onChange({ text: event.target.value })}
        ></textarea>
      <//>
      ${left <= COUNT_FROM && html`<p class=${left < 0 ? "hint composer-over" : "hint"} role="status">${countWords(left)}</p>`}
      ${reader.is_patient &&
      html`<${EmergencyAlert} text=${`${form.title}\n${form.text}`} organisation=${groups.find((one) => one.id === form.group)?.organisation.id} />`}
    </fieldset>
  `;
}

function describedBy(name, problem) {
  return problem ? `ask-${name}-hint ask-${name}-problem` : `ask-${name}-hint`;
}

function Field({ name, words, hint, problem, children }) {
  return html`
    <div class="field">
      <label class="label" for=${`ask-${name}-field`}>${words}</label>
      <p class="hint" id=${`ask-${name}-hint`}>${hint}</p>
      ${problem && html`<p class="errorlist" id=${`ask-${name}-problem`}>${problem}</p>`}
      ${children}
    </div>
  `;
}

/** What an expert would ask first: each begins a line of the message. */
function Prompts({ onPick }) {
  const prompts = [gettext("Depuis quand ?"), gettext("Traitements en cours ?"), gettext("Allergies ?")];
  return html`
    <div class="ask-prompts" role="group" aria-label=${gettext("Ajouter au message")}>
      ${prompts.map(
        (prompt) => html`<button class="ask-prompt" type="button" key=${prompt} onClick=${() => onPick(prompt)}>
          <span aria-hidden="true">+ </span>${prompt}
        </button>`,
      )}
    </div>
  `;
}
