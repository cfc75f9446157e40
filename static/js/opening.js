const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A notice was pressed while a page was there: the service worker says of what. */
export function followNotices({ open, container = globalThis.navigator?.serviceWorker }) {
  container?.addEventListener("message", ({ data }) => {
    if (data?.type === "open" && ID.test(data.subject)) open(data.subject);
  });
  container?.startMessages?.();
}
