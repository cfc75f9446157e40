import { gettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { html, useState } from "./preact.js";

const SHORTCUT_MAX = 30;
const TITLE_MAX = 80;
const TEXT_MAX = 4_000;
// One word of letters, digits, - and _.
const SHORTCUT = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_\\-]*";

/** One quick reply, new or there already. */
export function QuickReplyForm({ reply, onDone }) {
  const { actions } = useApp();
  const me = useStore((state) => state.me);
  const [written, setWritten] = useState({ shortcut: "", title: "", text_fr: "", text_en: "", ...pick(reply) });
  const [place, setPlace] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const administered = me.organisations?.filter((one) => one.is_administrator) ?? [];
  const set = (name) => (event) => setWritten({ ...written, [name]: event.target.value });

  async function save(event) {
    event.preventDefault();
    if (!written.text_fr.trim() && !written.text_en.trim()) return setProblem(gettext("Écrivez un texte, en français ou en anglais."));
    setProblem("");
    setBusy(true);
    const { add, change } = actions.quickReplies;
    const isDone = await (reply.id ? change(reply.id, written) : add({ ...written, ...(place && { organisation: place }) }));
    if (isDone) return onDone();
    return setBusy(false);
  }

  return html`
    <form class="dialog-form quick-form" onSubmit=${save}>
      ${!reply.id && administered.length > 0 && html`<${Places} places=${administered} place=${place} onPlace=${setPlace} />`}
      <label class="field">
        <span class="label">${gettext("Titre")}</span>
        <input class="input" required maxlength=${TITLE_MAX} value=${written.title} onInput=${set("title")} />
      </label>
      <label class="field">
        <span class="label">${gettext("Raccourci")}</span>
        <input class="input" required maxlength=${SHORTCUT_MAX} pattern=${SHORTCUT} autocapitalize="none" spellcheck="false" value=${written.shortcut} onInput=${set("shortcut")} aria-describedby="shortcut-hint" />
        <span class="hint" id="shortcut-hint">${gettext("Un mot, à taper après / : par exemple photo.")}</span>
      </label>
      <${Text} label=${gettext("Texte en français")} name="text_fr" written=${written} onInput=${set("text_fr")} />
      <${Text} label=${gettext("Texte en anglais (facultatif)")} name="text_en" written=${written} onInput=${set("text_en")} />
      <p class="hint" id="variables-hint">
        ${gettext("{patient}, {moi}, {groupe}, {date} et {heure} sont remplis quand le texte est inséré.")}
      </p>
      ${problem && html`<p class="notice notice-error" role="alert">${problem}</p>`}
      <div class="actions dialog-actions">
        <button class="button" type="submit" disabled=${isBusy}>${gettext("Enregistrer")}</button>
        <button class="button button-quiet" type="button" onClick=${onDone}>${gettext("Annuler")}</button>
      </div>
    </form>
  `;
}

function pick({ shortcut, title, text_fr, text_en }) {
  return Object.fromEntries(Object.entries({ shortcut, title, text_fr, text_en }).filter(([, value]) => value !== undefined));
}

function Text({ label, name, written, onInput }) {
  const lang = name.slice(-2);
  return html`<label class="field">
    <span class="label">${label}</span>
    <textarea class="input" rows="4" maxlength=${TEXT_MAX} lang=${lang} dir="auto" value=${written[name]} aria-describedby="variables-hint" onInput=${onInput}></textarea>
  </label>`;
}

/** Who may use it: I alone, or an organisation that I administer. */
function Places({ places, place, onPlace }) {
  const choices = [{ id: "", name: gettext("Moi seul") }, ...places];
  return html`<label class="field">
    <span class="label">${gettext("Pour qui ?")}</span>
    <select class="input" value=${place} onChange=${(event) => onPlace(event.target.value)}>
      ${choices.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
    </select>
  </label>`;
}
