/** In the place of an id: the form to ask a question. */
export const ASK = "ask";

const ID = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The address names the open conversation, so that back, reload and links work. */
export function createRouter({ home, onOpen }) {
  const current = () => (location.hash === `#${ASK}` ? ASK : (location.pathname.match(ID)?.[1] ?? null));

  function address(id) {
    if (id === ASK) return `${home}#${ASK}`;
    return id ? `${home}/${id}` : home;
  }

  window.addEventListener("popstate", () => onOpen(current()));

  return {
    current,
    address,
    go(id) {
      if (id === current()) return;
      // From thread to thread the list stays one step back.
      const isFromList = current() === null;
      const change = isFromList || id === null ? "pushState" : "replaceState";
      history[change](null, "", address(id));
    },
  };
}
