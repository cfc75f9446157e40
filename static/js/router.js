const ID = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The address names the open conversation, so that back, reload and links work. */
export function createRouter({ home, onOpen }) {
  const current = () => location.pathname.match(ID)?.[1] ?? null;

  window.addEventListener("popstate", () => onOpen(current()));

  return {
    current,
    address: (id) => (id ? `${home}/${id}` : home),
    go(id) {
      if (id === current()) return;
      // From thread to thread the list stays one step back.
      const isFromList = current() === null;
      const change = isFromList || id === null ? "pushState" : "replaceState";
      history[change](null, "", this.address(id));
    },
  };
}
