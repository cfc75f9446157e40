import { fill, gettext } from "../words.js";
import { useApp } from "./context.js";
import { Menu } from "./menu.js";
import { html } from "./preact.js";

/** What a person can do about himself, in the order of the menu. */
export function useProfileItems(onDialog) {
  const { settings } = useApp();
  return [
    { words: gettext("Mon compte"), icon: "person", onPick: () => location.assign(settings.account) },
    { words: gettext("Préférences"), icon: "tune", onPick: () => onDialog("preferences") },
    { words: gettext("Langue"), icon: "globe", onPick: () => onDialog("language") },
    { words: gettext("Raccourcis clavier"), icon: "keyboard", onPick: () => onDialog("shortcuts") },
    { words: gettext("Se déconnecter"), icon: "leave", onPick: settings.signOut },
  ];
}

export function Profile({ onDialog }) {
  const { reader } = useApp();
  const items = useProfileItems(onDialog);
  return html`<${Menu}
    label=${fill(gettext("%(name)s : mon profil"), reader)}
    words=${reader.name}
    icon="person"
    items=${items}
    className="sidebar-item sidebar-profile"
  />`;
}
