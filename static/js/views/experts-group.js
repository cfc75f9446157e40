import { gettext } from "../words.js";
import { useApp } from "./context.js";
import { ExpertsPage } from "./experts-page.js";
import { ExpertsSettings } from "./experts-form.js";
import { ExpertsJournal } from "./experts-journal.js";
import { ExpertsMembers } from "./experts-members.js";
import { ExpertsQueue } from "./experts-queue.js";
import { html, useState } from "./preact.js";
import { Switch } from "./switch.js";
import { Tabs } from "./tabs.js";

/** One expert group: who answers, what waits, what was done, what it is called. */
export function ExpertsGroup({ group, part, onDialog }) {
  const { actions } = useApp();
  const [tab, setTab] = useState(part === "edit" ? "settings" : "members");
  const tabs = [
    { id: "members", words: gettext("Membres"), View: ExpertsMembers },
    { id: "queue", words: gettext("File d’attente"), View: ExpertsQueue },
    { id: "journal", words: gettext("Journal"), View: ExpertsJournal },
    { id: "settings", words: gettext("Paramètres"), View: ExpertsSettings },
  ];
  const { View } = tabs.find((one) => one.id === tab);
  const facts = [group.organisation.name, group.specialty, group.public_name !== group.name && group.public_name].filter(Boolean);
  return html`
    <${ExpertsPage} title=${group.name} backWords=${gettext("Revenir aux groupes d’experts")} onBack=${() => actions.openExperts()} actions=${html`<${Switch} group=${group} onDialog=${onDialog} />`}>
      <p class="soft experts-facts">${facts.join(" · ")}</p>
      ${group.description && html`<p>${group.description}</p>`}
      <${Tabs} label=${group.name} tabs=${tabs} current=${tab} onPick=${setTab}>
        <${View} group=${group} onDialog=${onDialog} onDone=${() => setTab("members")} />
      <//>
    <//>
  `;
}
