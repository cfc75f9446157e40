import { gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp } from "./context.js";
import { Icon } from "./icons.js";
import { html, useEffect, useRef, useState } from "./preact.js";

const TYPING_STOPS_AFTER_MS = 200;

/** Find practitioners by name. `leftOut`: ids that make no sense here; `chosen`: ids that
 * carry a tick, where several may be chosen. */
export function PeoplePicker({ leftOut = [], chosen, onPick }) {
  const { actions, reader } = useApp();
  const [q, setQ] = useState("");
  const [found, setFound] = useState({ items: [], phase: "loading" });
  const asked = useRef(0);

  useEffect(() => {
    const mine = (asked.current += 1);
    const keep = (next) => mine === asked.current && setFound(next);
    const look = async () => {
      try {
        keep({ items: (await actions.people(q)).items, phase: "ready" });
      } catch (refusal) {
        keep({ items: [], phase: "failed", words: refusalWords(refusal) });
      }
    };
    const timer = setTimeout(look, q ? TYPING_STOPS_AFTER_MS : 0);
    return () => clearTimeout(timer);
  }, [q]);

  const people = found.items.filter((one) => one.id !== reader.id && !leftOut.includes(one.id));
  return html`
    <div class="picker">
      <div class="search">
        <${Icon} name="search" />
        <input
          class="input search-input"
          type="search"
          autocomplete="off"
          maxlength="100"
          autofocus
          aria-label=${gettext("Nom d’un praticien")}
          placeholder=${gettext("Nom d’un praticien")}
          value=${q}
          onInput=${(event) => setQ(event.target.value)}
        />
      </div>
      <p class="picker-words soft" role="status">
        ${found.phase === "failed" && found.words}
        ${found.phase === "ready" && people.length === 0 && gettext("Personne de ce nom parmi vos confrères.")}
      </p>
      <ul class="people" role="list">
        ${people.map((one) => html`<li key=${one.id}><${PersonButton} person=${one} isChosen=${chosen?.includes(one.id)} onPick=${onPick} /></li>`)}
      </ul>
    </div>
  `;
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
