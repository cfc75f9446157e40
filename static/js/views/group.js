import { fill, gettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { PeoplePicker } from "./people.js";
import { html, useEffect, useState } from "./preact.js";
import { RenameGroup } from "./rename.js";

/** Who is in a discussion group; for its managers, what they may change. */
export function GroupDialog({ conversation, onClose }) {
  const { actions } = useApp();
  const [group, setGroup] = useState(null);
  const [failure, setFailure] = useState("");
  const [isAdding, setAdding] = useState(false);
  // Entries change the row: whatever another person does to the group is seen here too.
  const row = useStore((state) => state.rows[conversation]);

  useEffect(() => {
    let isHere = true;
    if (!row) return onClose();
    actions.groupOf(conversation).then(
      (found) => isHere && (found ? setGroup(found) : onClose()),
      (refusal) => isHere && setFailure(refusalWords(refusal)),
    );
    return () => (isHere = false);
  }, [row?.head]);

  const title = isAdding ? gettext("Ajouter des membres") : gettext("Membres du groupe");
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      ${failure && html`<p class="notice notice-error" role="alert">${failure}</p>`}
      ${!group && !failure && html`<p class="soft">${gettext("Chargement…")}</p>`}
      ${group &&
      (isAdding
        ? html`<${Adding} group=${group} onBack=${() => setAdding(false)} />`
        : html`<${Members} group=${group} onAdd=${() => setAdding(true)} onClose=${onClose} />`)}
    <//>
  `;
}

function Adding({ group, onBack }) {
  const { actions } = useApp();
  return html`
    <p class="hint">
      ${group.is_history_shared
        ? gettext("Un nouveau membre lira toute la discussion.")
        : gettext("Un nouveau membre ne lira que ce qui est écrit après son arrivée.")}
    </p>
    <${PeoplePicker} leftOut=${group.members.map((one) => one.id)} onPick=${(person) => actions.addMember(group.id, person.id)} />
    <div class="actions dialog-actions">
      <button class="button button-quiet" type="button" onClick=${onBack}>${gettext("Terminer")}</button>
    </div>
  `;
}

function Members({ group, onAdd, onClose }) {
  const { actions } = useApp();
  const [isLeaving, setLeaving] = useState(false);
  const leave = async () => {
    if (await actions.leaveGroup(group)) onClose();
  };
  return html`
    ${group.is_manager && html`<${RenameGroup} key=${group.name} group=${group} />`}
    <ul class="people" role="list">
      ${group.members.map((member) => html`<${Member} key=${member.id} member=${member} group=${group} />`)}
    </ul>
    ${isLeaving
      ? html`<${Leaving} onLeave=${leave} onCancel=${() => setLeaving(false)} />`
      : html`<div class="actions dialog-actions">
          ${group.is_manager && html`<button class="button" type="button" onClick=${onAdd}>${gettext("Ajouter des membres")}</button>`}
          <button class="button button-danger" type="button" onClick=${() => setLeaving(true)}>${gettext("Quitter le groupe")}</button>
        </div>`}
  `;
}

/** Only a manager can bring him back: asked once. */
function Leaving({ onLeave, onCancel }) {
  return html`
    <p role="alert">${gettext("Vous ne pourrez plus lire cette discussion. Quitter le groupe ?")}</p>
    <div class="actions dialog-actions">
      <button class="button button-danger" type="button" onClick=${onLeave}>${gettext("Quitter le groupe")}</button>
      <button class="button button-quiet" type="button" onClick=${onCancel}>${gettext("Annuler")}</button>
    </div>
  `;
}

function Member({ member, group }) {
  const { actions, reader } = useApp();
  const isMe = member.id === reader.id;
  const line = [member.specialty, member.is_manager && gettext("Responsable"), isMe && gettext("Vous")].filter(Boolean).join(" · ");
  return html`
    <li class="person">
      <${Avatar} name=${member.name} />
      <span class="person-name">${member.name}</span>
      <span class="person-line">${line}</span>
      ${group.is_manager &&
      !isMe &&
      html`<button
        class="button-link person-action"
        type="button"
        aria-label=${fill(gettext("Retirer %(name)s du groupe"), member)}
        onClick=${() => actions.removeMember(group.id, member.id)}
      >
        ${gettext("Retirer")}
      </button>`}
    </li>
  `;
}
