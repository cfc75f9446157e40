import { changeWishes, failWishes, setSnooze, takeWishes, undoing } from "./store/wishes.js";

/** What the person wants to be told: shown as he changes it, kept by the server at once,
 * and undone with a word where it refuses. */
export function createWishes({ store, api, onRefused }) {
  // One after the other: what was chosen last is what the server keeps.
  let sending = Promise.resolve();

  async function snoozed(asked) {
    try {
      store.change(setSnooze, (await asked()).snoozed_until);
    } catch (refusal) {
      onRefused(refusal);
    }
  }

  return {
    async load() {
      try {
        store.change(takeWishes, await api.notices());
      } catch (refusal) {
        store.change(failWishes, refusal.code);
      }
    },
    change(change) {
      const undo = undoing(change, store.state.wishes.data);
      store.change(changeWishes, change);
      sending = sending.then(() => api.changeNotices(change)).catch((refusal) => {
        store.change(changeWishes, undo);
        onRefused(refusal);
      });
      return sending;
    },
    /** {minutes} or {until: "tomorrow"}; the server knows when that ends. */
    snooze: (asked) => snoozed(() => api.snoozeNotices(asked)),
    wake: () => snoozed(() => api.wakeNotices()),
  };
}
