/** In the place of an id: the form to ask a question. */
export const ASK = "ask";
/** Expert groups for their administrators; with "/new", "/<id>" or "/<id>/edit", one of them. */
export const EXPERTS = "experts";
const PLACE = /^#(ask|experts(?:\/[\w-]+){0,2})$/;

/** Whether what is open is a page of its own, and no conversation. */
export function isPlace(id) {
  return PLACE.test(`#${id}`);
}

const ID = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The address names the open conversation, so that back, reload and links work. */
export function createRouter({ home, onOpen }) {
  const current = () => location.hash.match(PLACE)?.[1] ?? location.pathname.match(ID)?.[1] ?? null;

  function address(id) {
    if (isPlace(id)) return `${home}#${id}`;
    return id ? `${home}/${id}` : home;
  }

  window.addEventListener("popstate", () => onOpen(current()));

  return {
    current,
    address,
    go(id) {
      if (id === current()) return;
      // From thread to thread the list stays one step back; from group to group the table.
      const isFromList = current() === null || id?.startsWith(EXPERTS);
      const change = isFromList || id === null ? "pushState" : "replaceState";
      history[change](null, "", address(id));
    },
  };
}
