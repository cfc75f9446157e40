import { followUp } from "../store/follow-up.js";
import { photosOf } from "../store/photos.js";
import { fill, gettext } from "../words.js";
import { Avatar } from "./avatar.js";
import { useApp } from "./context.js";
import { PhotoTile } from "./photo-grid.js";
import { html, useMemo } from "./preact.js";
import { useTalk } from "./talk.js";

/** Who takes part: their role, what they do, since when. */
export function Participants() {
  const { row, thread, question } = useTalk();
  const people = row.isForeign ? [question.requester] : thread.participants;
  return html`
    <section class="details-part">
      <h3>${gettext("Participants")} <span class="soft">(${people.length})</span></h3>
      <ul class="people" role="list">
        ${people.map((one) => html`<${Participant} key=${one.id} one=${one} />`)}
      </ul>
    </section>
  `;
}

function Participant({ one }) {
  const { dates, reader } = useApp();
  const { question } = useTalk();
  const since = one.joined_at && fill(gettext("depuis le %(date)s"), { date: dates.date(one.joined_at) });
  const role = roleWords(one, question);
  const line = [role, one.specialty, one.id === reader.id && gettext("Vous")].filter(Boolean).join(" · ");
  return html`
    <li class="person">
      <${Avatar} name=${one.name} />
      <span class="person-name">${one.name}</span>
      <span class="person-line">
        ${line}${since && html`${line && html`<br />`}<time datetime=${one.joined_at}>${since}</time>`}
      </span>
    </li>
  `;
}

/** The photos of what is loaded of the thread, the latest first. */
export function PhotosPart() {
  const { actions } = useApp();
  const { row, thread, onDialog } = useTalk();
  const photos = useMemo(() => photosOf(thread.items).reverse(), [thread.items]);
  if (!photos.length) return null;
  // A sheet over the thread gives way to the viewer.
  const open = (photo) => {
    if (document.querySelector("dialog[open]")) actions.showPanel(null);
    onDialog("viewer", { conversation: row.id, photo: photo.id });
  };
  return html`
    <section class="details-part">
      <h3>${gettext("Photos et fichiers")} <span class="soft">(${photos.length})</span></h3>
      <ul class="details-photos" role="list">
        ${photos.map((photo) => html`<li key=${photo.id}><${PhotoTile} photo=${photo} onOpen=${open} /></li>`)}
      </ul>
    </section>
  `;
}

function roleWords(one, question) {
  if (one.role === "patient") return gettext("Patient");
  if (question?.assignee?.id === one.id) return gettext("Expert");
  return question?.requester.id === one.id ? gettext("Demandeur") : "";
}

/** The steps of a question, with how long each took. */
export function FollowUp() {
  const { dates } = useApp();
  const { row, thread, question } = useTalk();
  return html`
    <section class="details-part">
      <h3>${gettext("Suivi")}</h3>
      <ol class="follow-up" role="list">
        ${followUp(question, thread, row.state).map(
          ({ step, at, after }) => html`<li key=${step} class="follow-step">
            <span class="follow-words">${stepWords(step)}</span>
            <time class="soft" datetime=${at} title=${dates.full(at)}>${dates.moment(at)}</time>
            ${after > 0 && html`<span class="soft">${fill(gettext("après %(duration)s"), { duration: dates.duration(0, after) })}</span>`}
          </li>`,
        )}
      </ol>
    </section>
  `;
}

function stepWords(step) {
  const words = {
    asked: gettext("Question posée"),
    claimed: gettext("Prise en charge"),
    answered: gettext("Première réponse"),
    closed: gettext("Clôturée"),
  };
  return words[step];
}
