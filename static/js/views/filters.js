import { countActive, NO_FILTERS } from "../store/filters.js";
import { gettext } from "../words.js";
import { kindWords } from "../wording.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.js";

/** « Filtres » and how many are set; below it a popover, on a phone a sheet (S2-09). What
 * is ticked holds when it is applied. */
export function Filters({ filters, canWrite }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef(null);
  const n = countActive(filters);
  const words = gettext("Filtres");
  const close = () => {
    setOpen(false);
    button.current.focus();
  };
  return html`
    <div class="filters-place">
      <button
        class=${n ? "list-tool list-tool-on" : "list-tool"}
        type="button"
        ref=${button}
        aria-haspopup="dialog"
        aria-expanded=${String(isOpen)}
        onClick=${() => setOpen(!isOpen)}
      >
        <${Icon} name="filter" /><span>${n ? `${words} (${n})` : words}</span>
      </button>
      ${isOpen && html`<${Popover} filters=${filters} canWrite=${canWrite} opener=${button} onClose=${close} onLeave=${() => setOpen(false)} />`}
    </div>
  `;
}

function Popover({ filters, canWrite, opener, onClose, onLeave }) {
  const { list } = useApp();
  const place = useRef(null);
  const [form, setForm] = useState(filters);
  const experts = useStore((state) => state.experts);
  useLayoutEffect(() => place.current.querySelector("input").focus(), []);
  useEffect(() => {
    const isMine = (target) => place.current?.contains(target) || opener.current?.contains(target) || target.matches(".sheet-veil");
    const leave = ({ target }) => isMine(target) || onLeave();
    document.addEventListener("pointerdown", leave, true);
    return () => document.removeEventListener("pointerdown", leave, true);
  }, []);

  function apply(next) {
    const { q: _kept, ...ticked } = next;
    list.filter(ticked);
    onClose();
  }

  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return html`
    <div class="sheet-veil" onClick=${onClose}></div>
    <form
      class="filters-popover"
      role="dialog"
      aria-label=${gettext("Filtres")}
      ref=${place}
      onKeyDown=${keys}
      onSubmit=${(event) => (event.preventDefault(), apply(form))}
    >
      <div class="filters-groups">
        ${sections(canWrite, experts).map(
          ({ name, words, choices }) => html`<fieldset class="filters-group" key=${name}>
            <legend>${words}</legend>
            ${choices.map((choice) => html`<${Choice} key=${choice.words} choice=${choice} form=${form} onChange=${setForm} />`)}
          </fieldset>`,
        )}
      </div>
      <div class="actions filters-actions">
        <button class="button" type="submit">${gettext("Appliquer")}</button>
        <button class="button button-quiet" type="button" onClick=${() => apply(NO_FILTERS)}>${gettext("Réinitialiser")}</button>
      </div>
    </form>
  `;
}

function Choice({ choice, form, onChange }) {
  return html`<label class="filters-choice">
    <input type="checkbox" checked=${isOn(form, choice)} onChange=${() => onChange(toggled(form, choice))} />
    <span>${choice.words}</span>
  </label>`;
}

/** A choice is one value of many (`value`), or a yes or no of its own. */
export function isOn(filters, { field, value }) {
  return value === undefined ? filters[field] : filters[field].includes(value);
}

export function toggled(filters, { field, value }) {
  if (value === undefined) return { ...filters, [field]: !filters[field] };
  const before = filters[field];
  return { ...filters, [field]: before.includes(value) ? before.filter((one) => one !== value) : [...before, value] };
}

const kind = (value) => ({ field: "kinds", value, words: kindWords(value) });

/** What can be ticked. A patient has questions alone, all of them his own. */
export function sections(canWrite, experts) {
  const states = [
    { field: "states", value: "pending", words: gettext("En attente") },
    { field: "states", value: "ongoing", words: gettext("En cours") },
    { field: "states", value: "closed", words: gettext("Clôturée") },
    { field: "archived", words: gettext("Archivée") },
  ];
  const others = [
    { field: "unread", words: gettext("Non lus") },
    { field: "muted", words: gettext("Notifications désactivées") },
  ];
  const askers = [
    { field: "askers", value: "patient", words: gettext("Patient") },
    { field: "askers", value: "practitioner", words: gettext("Praticien") },
  ];
  const groups = (experts ?? []).filter((one) => one.is_member || one.is_administrator);
  return [
    canWrite && { name: "kinds", words: gettext("Type"), choices: ["question", "private", "group"].map(kind) },
    { name: "states", words: gettext("État"), choices: states },
    canWrite && { name: "askers", words: gettext("Demandeur"), choices: askers },
    { name: "others", words: gettext("Autres"), choices: others },
    canWrite &&
      groups.length > 0 && {
        name: "groups",
        words: gettext("Groupe"),
        choices: groups.map(({ id, name }) => ({ field: "groups", value: id, words: name })),
      },
  ].filter(Boolean);
}

/** What is filtered by, each removed by a click. */
export function ActiveFilters({ filters, canWrite }) {
  const { list } = useApp();
  const experts = useStore((state) => state.experts);
  const active = sections(canWrite, experts)
    .flatMap(({ choices }) => choices)
    .filter((choice) => isOn(filters, choice));
  if (!active.length) return null;
  return html`
    <ul class="filter-chips" role="list" aria-label=${gettext("Filtres actifs")}>
      ${active.map(
        (choice) => html`<li key=${choice.words}>
          <button class="chip chip-accent filter-chip" type="button" onClick=${() => list.filter(toggled(filters, choice))}>
            <span class="visually-hidden">${gettext("Retirer le filtre")} </span>${choice.words}<${Icon} name="close" />
          </button>
        </li>`,
      )}
    </ul>
  `;
}
