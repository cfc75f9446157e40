import { isMuted } from "../store/filters.js";
import { pendingWords } from "../question-words.js";
import { fill, gettext, ngettext } from "../words.js";
import { refusalWords } from "../wording.js";
import { Avatar } from "./avatar.js";
import { useApp, useStore } from "./context.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { Menu } from "./menu.js";
import { html, useEffect, useState } from "./preact.js";

/** All my groups, of experts and of discussion, with what can be set in each (S2-35). */
export function AllGroupsDialog({ onClose, onDialog }) {
  const { found, again } = useGroups();
  const [place, setPlace] = useState("");
  const items = (found.items ?? []).filter((group) => !place || group.organisation.id === place);
  const experts = items.filter((group) => group.kind === "expert");
  const talks = items.filter((group) => group.kind === "discussion");
  return html`
    <${Dialog} title=${gettext("Tous les groupes")} onClose=${onClose}>
      ${found.words && html`<p class="notice notice-error" role="alert">${found.words}</p>`}
      ${!found.items && !found.words && html`<p class="soft" role="status">${gettext("Chargement…")}</p>`}
      ${found.items && html`<${Places} items=${found.items} place=${place} onPick=${setPlace} />`}
      ${found.items && !items.length && html`<p class="soft">${gettext("Aucun groupe pour le moment.")}</p>`}
      <${Kind} title=${gettext("Groupes d’experts")} groups=${experts} View=${ExpertGroup} onDialog=${onDialog} onClose=${onClose} onChange=${again} />
      <${Kind} title=${gettext("Groupes de discussion")} groups=${talks} View=${Talk} onDialog=${onDialog} onChange=${again} />
    <//>
  `;
}

/** Those that I belong to or administer; whom I only may ask is another matter. */
function useGroups() {
  const { actions } = useApp();
  const [found, setFound] = useState({ items: null });
  const again = async () => {
    try {
      const { items } = await actions.allGroups();
      setFound({ items: items.filter((group) => group.kind === "discussion" || group.is_member || group.is_administrator) });
    } catch (refusal) {
      setFound({ items: null, words: refusalWords(refusal) });
    }
  };
  useEffect(() => void again(), []);
  return { found, again };
}

/** Where there is more than one organisation: all of them, or one. */
function Places({ items, place, onPick }) {
  const places = [...new Map(items.map((group) => [group.organisation.id, group.organisation])).values()];
  if (places.length < 2) return null;
  return html`<label class="field">
    <span class="label">${gettext("Organisation")}</span>
    <select value=${place} onChange=${(event) => onPick(event.target.value)}>
      <option value="">${gettext("Toutes les organisations")}</option>
      ${places.map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}
    </select>
  </label>`;
}

function Kind({ title, groups, View, onDialog, onClose, onChange }) {
  if (!groups.length) return null;
  return html`<section class="all-groups" aria-label=${title}>
    <h3 class="list-label">${title}</h3>
    <ul class="people" role="list">
      ${groups.map((group) => html`<${View} key=${group.id} group=${group} onDialog=${onDialog} onClose=${onClose} onChange=${onChange} />`)}
    </ul>
  </section>`;
}

function Line({ group, icon, words, items }) {
  return html`<li class="person all-groups-row">
    ${icon}
    <span class="person-name">${group.name}</span>
    <span class="person-line">${words.filter(Boolean).join(" · ")}</span>
    ${items.length > 0 && html`<${Menu} label=${fill(gettext("Paramètres du groupe %(name)s"), group)} icon="gear" items=${items} />`}
  </li>`;
}

function ExpertGroup({ group, onClose, onChange }) {
  const { actions } = useApp();
  const activate = async () => {
    const refusal = await actions.changeExperts(group.id, { active: true });
    if (refusal) actions.say(refusalWords(refusal), "error");
    onChange();
  };
  const items = [
    group.is_administrator && { words: gettext("Voir et modifier"), icon: "pencil", onPick: () => (onClose(), actions.openExperts(group.id)) },
    group.is_administrator && !group.active && { words: gettext("Activer le groupe"), icon: "tick", onPick: activate },
    ...muteItems(group, actions, onChange),
  ].filter(Boolean);
  const words = [
    !group.active && gettext("Désactivé temporairement"),
    group.specialty !== group.name && group.specialty,
    group.n_pending ? pendingWords(group.n_pending) : gettext("Aucune question en attente"),
    isMuted(group) && gettext("Notifications désactivées"),
  ];
  const icon = html`<span class="avatar avatar-kind avatar-expert" aria-hidden="true"><${Icon} name="experts" /></span>`;
  return html`<${Line} group=${group} icon=${icon} words=${words} items=${items} />`;
}

/** For oneself, and only a member has something to turn off (S2-33). */
export function muteItems(group, actions, onChange = () => undefined) {
  if (!group.is_member) return [];
  const change = (isOn) => async () => {
    await actions.muteGroup(group.id, isOn);
    onChange();
  };
  return isMuted(group)
    ? [{ words: gettext("Réactiver les notifications"), icon: "bell", onPick: change(false) }]
    : [{ words: gettext("Désactiver les notifications"), icon: "muted", onPick: change(true) }];
}

function Talk({ group, onDialog }) {
  const { actions } = useApp();
  const row = useStore((state) => state.rows[group.conversation]);
  const isOff = row !== undefined && isMuted(row);
  const n = group.members.length;
  const { conversation } = group;
  const items = [
    { words: gettext("Membres du groupe"), icon: "people", onPick: async () => (await actions.meet(conversation)) && onDialog("group", { conversation }) },
    isOff
      ? { words: gettext("Réactiver les notifications"), icon: "bell", onPick: () => actions.unmute(conversation) }
      : { words: gettext("Désactiver les notifications"), icon: "muted", onPick: () => onDialog("mute", { conversation }) },
  ];
  const words = [
    fill(ngettext("%(n)s membre", "%(n)s membres", n), { n }),
    group.is_manager && gettext("Responsable"),
    isOff && gettext("Notifications désactivées"),
  ];
  return html`<${Line} group=${group} icon=${html`<${Avatar} name=${group.name} kind="group" />`} words=${words} items=${items} />`;
}
