import { looksOf, setPreferences } from "./store/preferences.js";

/** Changes what the person prefers: here at once, in his other tabs, and on the server,
 * which gives it to every page that is opened from now on. */
export function createPreferences({ store, api, onRefused, root = document.documentElement, tabs }) {
  function apply(change) {
    store.change(setPreferences, change);
    Object.assign(root.dataset, looksOf(store.state.preferences));
  }

  tabs?.addEventListener("message", ({ data }) => apply(data));

  function show(change) {
    apply(change);
    tabs?.postMessage(change);
  }

  return {
    async change(change) {
      const before = store.state.preferences;
      show(change);
      try {
        await api.changePreferences(change);
      } catch (refusal) {
        show(Object.fromEntries(Object.keys(change).map((name) => [name, before[name]])));
        onRefused(refusal);
      }
    },
  };
}

/** The tabs of this browser in which the same person reads. */
export function tabsOf(person) {
  return globalThis.BroadcastChannel && new BroadcastChannel(`relais.preferences.${person}`);
}
