import { fold } from "../store/filters.js";
import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const TYPING_STOPS_AFTER_MS = 200;

/** Find practitioners by name. `leftOut`: ids that make no sense here; `chosen`: ids that
 * carry a tick, where several may be chosen. `hasSpecialty`: by specialty, too;
 * `organisation`: only those of this one; `withMe`: the reader may be chosen himself;
 * `hasTicks`: check boxes in the place of buttons. */
export function PeoplePicker({ leftOut = [], chosen, label, hasSpecialty = false, hasTicks = false, organisation, withMe = false, onPick }) {
  const [q, setQ] = useState("");
  const [specialty, setSpecialty] = useState("");
  const found = useFound(q, specialty);
  const me = useMe(withMe && !specialty.trim(), q);
  const isFit = (one) => !leftOut.includes(one.id) && (!organisation || one.organisations.some(({ id }) => id === organisation));
  const people = [...me, ...found.items].filter(isFit);
  const words = label ?? gettext("Nom d’un praticien");
  const Pick = hasTicks ? PersonTick : PersonButton;
  return html`
    <div class="picker">
      <${SearchBox} words=${words} value=${q} onType=${setQ} hasFocus=${!hasSpecialty} />
      ${hasSpecialty && html`<${SearchBox} words=${gettext("Filtre spécialité")} value=${specialty} onType=${setSpecialty} />`}
      <p class="picker-words soft" role="status">
        ${found.phase === "failed" && found.words}
        ${found.phase === "ready" && people.length === 0 && noneWords(q, specialty)}
      </p>
      <ul class="people" role="list" aria-label=${gettext("Praticiens")}>
        ${people.map((one) => html`<li key=${one.id}><${Pick} person=${one} isChosen=${chosen?.includes(one.id)} onPick=${onPick} /></li>`)}
      </ul>
    </div>
  `;
}

/** Who is found, asked for when the typing stops; a late answer to an older question is
 * not shown. */
function useFound(q, specialty) {
  const { actions, reader } = useApp();
  const [found, setFound] = useState({ items: [], phase: "loading" });
  const asked = useRef(0);
  useEffect(() => {
    const mine = (asked.current += 1);
    const keep = (next) => mine === asked.current && setFound(next);
    const look = async () => {
      try {
        const { items } = await actions.people(q, specialty.trim());
        keep({ items: items.filter((one) => one.id !== reader.id), phase: "ready" });
      } catch (refusal) {
        keep({ items: [], phase: "failed", words: refusalWords(refusal) });
      }
    };
    const timer = setTimeout(look, q || specialty ? TYPING_STOPS_AFTER_MS : 0);
    return () => clearTimeout(timer);
  }, [q, specialty]);
  return found;
}

/** The server finds colleagues; who may choose himself stands before them. */
function useMe(isWanted, q) {
  const me = useStore((state) => state.me);
  if (!isWanted || !me.name) return [];
  const words = fold(me.name);
  const isFound = fold(q).every((wanted) => words.some((word) => word.startsWith(wanted)));
  return isFound ? [{ id: me.id, name: me.name, specialty: gettext("Vous"), organisations: me.organisations }] : [];
}

function noneWords(q, specialty) {
  if (specialty.trim()) return gettext("Personne ne correspond à cette recherche.");
  return q.trim() ? gettext("Personne de ce nom parmi vos confrères.") : gettext("Personne d’autre à ajouter.");
}

function SearchBox({ words, value, onType, hasFocus = false }) {
  return html`<div class="search">
    <${Icon} name="search" />
    <input
      class="input search-input"
      type="search"
      autocomplete="off"
      maxlength="80"
      autofocus=${hasFocus}
      aria-label=${words}
      placeholder=${words}
      value=${value}
      onInput=${(event) => onType(event.target.value)}
      onKeyDown=${(event) => event.key === "Enter" && event.preventDefault()}
    />
  </div>`;
}

function PersonButton({ person, isChosen, onPick }) {
  return html`
    <button class="person" type="button" aria-pressed=${isChosen === undefined ? undefined : String(isChosen)} onClick=${() => onPick(person)}>
      <${Avatar} name=${person.name} />
      <span class="person-name">${person.name}</span>
      <span class="person-line">${person.specialty}</span>
      ${isChosen && html`<${Icon} name="tick" />`}
    </button>
  `;
}

function PersonTick({ person, isChosen, onPick }) {
  return html`
    <label class="person person-tick">
      <input type="checkbox" checked=${isChosen} onChange=${() => onPick(person)} />
      <span class="person-name">${person.name}</span>
      <span class="person-line">${person.specialty}</span>
    </label>
  `;
}
