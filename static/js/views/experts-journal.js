import { fill, gettext, ngettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { useApp } from "./context.js";
import { html, useEffect, useState } from "./preact.js";

/** What was done to a group and by whom, the newest first. */
export function ExpertsJournal({ group }) {
  const { actions, dates } = useApp();
  const [lines, setLines] = useState(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let isHere = true;
    actions.journal(group.id).then(
      (found) => isHere && setLines(found),
      (refusal) => isHere && setFailure(refusalWords(refusal)),
    );
    return () => (isHere = false);
    // Whatever changes in the group is a line more.
  }, [group]);
  if (failure) return html`<p class="notice notice-error" role="alert">${failure}</p>`;
  if (!lines) return html`<p class="soft" role="status">${gettext("Chargement…")}</p>`;
  return html`
    <ol class="journal" role="list" aria-label=${gettext("Journal")}>
      ${lines.map(
        (line, place) => html`<li key=${lines.length - place}>
          <time class="soft" datetime=${line.at} title=${dates.full(line.at)}>${dates.moment(line.at)}</time>
          <span>${lineWords(line)}</span>
        </li>`,
      )}
    </ol>
  `;
}

function lineWords(line) {
  const done = doneWords(line);
  return line.actor ? fill(gettext("%(actor)s : %(done)s"), { actor: line.actor, done }) : done;
}

function doneWords({ verb, person, to, n }) {
  const words = {
    "group.created": gettext("création du groupe"),
    "group.renamed": gettext("changement de nom"),
    "group.described": gettext("changement de la description"),
    "askers.changed": gettext("changement de qui peut poser une question"),
    "group.activated": gettext("activation du groupe"),
    "group.deactivated": gettext("désactivation temporaire du groupe"),
    "member.added": gettext("ajout de %(person)s"),
    "member.removed": gettext("retrait de %(person)s"),
    "member.departed": gettext("départ de %(person)s de l’organisation"),
    "member.account_closed": gettext("fermeture du compte de %(person)s"),
    "questions.transferred": ngettext(
      "transfert de %(n)s échange de %(person)s à %(to)s",
      "transfert de %(n)s échanges de %(person)s à %(to)s",
      n ?? 0,
    ),
    "questions.returned": ngettext("retour de %(n)s échange dans la file", "retour de %(n)s échanges dans la file", n ?? 0),
  };
  return fill(words[verb] ?? gettext("autre changement"), { person: person ?? gettext("une personne"), to: to ?? gettext("une personne"), n });
}
