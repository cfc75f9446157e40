import { DRAFTS, EXPERTS, QUICK_REPLIES } from "../router.js";
import { countDrafts } from "../store/drafts.js";
import { entryOf } from "../store/menu.js";
import { isOnlyPatient } from "../store/mine.js";
import { badge, badgeText } from "../store/shown.js";
import { fill, gettext, ngettext } from "../words.js";
import { useApp, useStore } from "./context.js";
import { Icon } from "./icons.js";
import { html } from "./preact.js";

/** Entries of the menu that this person has, each with where it leads (null: the list) and
 * what it counts: `count` for the eye, `about` in words. */
export function useEntries() {
  const { reader } = useApp();
  const unread = useStore((state) => badge(state));
  const drafts = useStore(countDrafts);
  const hasExperts = useStore((state) => reader.is_administrator || state.experts?.some((one) => one.is_member) === true);
  return [
    { place: null, words: isOnlyPatient(reader) ? gettext("Mes messages") : gettext("Discussions"), icon: "talk", isLoud: true, ...counted(unread, unreadWords) },
    { place: DRAFTS, words: gettext("Brouillons"), icon: "pencil", ...counted(drafts, draftWords) },
    (reader.is_practitioner || reader.is_administrator) && { place: QUICK_REPLIES, words: gettext("Réponses types"), icon: "bolt" },
    hasExperts && { place: EXPERTS, words: gettext("Groupes d’experts"), icon: "experts" },
  ].filter(Boolean);
}

export function counted(n, words) {
  return n > 0 ? { count: badgeText(n), about: fill(words(n), { n: badgeText(n) }) } : {};
}

const unreadWords = (n) => ngettext("%(n)s message non lu", "%(n)s messages non lus", n);
const draftWords = (n) => ngettext("%(n)s brouillon", "%(n)s brouillons", n);

/** A link like any other: it opens in a tab of its own, too. */
export function Entry({ place, words, icon, count, about, isLoud = false, isHere, isNarrow = false, className = "sidebar-item", onPick }) {
  const { actions } = useApp();
  const isUnder = useStore((state) => entryOf(state.open) === (place ?? "discussions"));
  const enter = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    actions.open(place);
    onPick?.();
  };
  return html`<a
    class=${className}
    href=${actions.address(place)}
    title=${isNarrow ? words : undefined}
    aria-current=${(isHere ?? isUnder) ? "page" : undefined}
    onClick=${enter}
  >
    <${Icon} name=${icon} /><span class="sidebar-words">${words}</span>
    <${Badge} count=${count} about=${about} isLoud=${isLoud} />
  </a>`;
}

/** The number for who looks, its meaning for who listens. */
export function Badge({ count, about, isLoud = false }) {
  if (!count) return null;
  return html`<span class=${isLoud ? "badge" : "badge badge-quiet"} aria-hidden="true">${count}</span><span class="visually-hidden">${about}</span>`;
}
