/** In the place of an id: pages that are no conversation. */
export const ASK = "ask";
export const DRAFTS = "drafts";
export const QUICK_REPLIES = "quick-replies";
/** With « /new », « /<id> » or « /<id>/edit », one of them. */
export const EXPERTS = "experts";

const PLACE = /^(?:ask|drafts|quick-replies|experts(?:\/[\w-]+){0,2})$/;
const ID = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const LIST = /discussions$/;

/** Whether what is open is a page of its own, and no conversation. */
export function isPlace(id) {
  return PLACE.test(id);
}

/** The address names what is open, so that back, reload and links work. */
export function createRouter({ home, onOpen, page = window }) {
  const { location, history } = page;
  const root = home.replace(LIST, "");

  function current() {
    const rest = location.pathname.slice(root.length);
    return isPlace(rest) ? rest : (location.pathname.match(ID)?.[1] ?? null);
  }

  function address(id) {
    if (isPlace(id)) return root + id;
    return id ? `${home}/${id}` : home;
  }

  page.addEventListener("popstate", () => onOpen(current()));

  return {
    current,
    address,
    go(id) {
      const from = current();
      if (id === from) return;
      // From thread to thread the list stays one step back; a form that was sent is left.
      const isInstead = from && id && !isPlace(id) && (!isPlace(from) || from === ASK);
      history[isInstead ? "replaceState" : "pushState"](null, "", address(id));
    },
  };
}
