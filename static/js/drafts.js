import { changeRow, changeThread } from "./store/changes.js";

const SAVE_AFTER_MS = 1_500;

/** What a person began to write: here at once, on the server a moment later. */
export function createDrafts({ store, request }) {
  const texts = new Map();
  const unsaved = new Set();
  const timers = new Map();
  // Where the server may hold a text of this page, on its way included.
  const handed = new Set();

  function keep(conversation, text) {
    texts.set(conversation, text);
    unsaved.add(conversation);
    clearTimeout(timers.get(conversation));
    timers.set(conversation, setTimeout(save, SAVE_AFTER_MS, conversation));
  }

  async function save(conversation) {
    clearTimeout(timers.get(conversation));
    // While I am taking a question its text stays here.
    if (!(conversation in store.state.rows) || !unsaved.delete(conversation)) return;
    const text = texts.get(conversation);
    const thread = store.state.threads[conversation];
    if (!text && !thread?.draft && !handed.has(conversation)) return forget(conversation, text, null);
    if (text) handed.add(conversation);
    else handed.delete(conversation);
    try {
      const { saved_at } = await request("draft.save", { conversation, text });
      forget(conversation, text, text ? { text, saved_at } : null);
    } catch (refusal) {
      if (refusal.retry) unsaved.add(conversation);
    }
  }

  /** The server knows it now. */
  function forget(conversation, text, draft) {
    store.change(changeThread, conversation, (thread) => ({ ...thread, draft }));
    store.change(changeRow, conversation, (row) => ({ ...row, draft_at: draft && draft.saved_at }));
    if (texts.get(conversation) === text) texts.delete(conversation);
  }

  return {
    /** What this page holds and the server does not yet; undefined where it knows all. */
    text: (conversation) => texts.get(conversation),
    keep,
    save,
    /** Sent: nothing is left to keep. */
    clear(conversation) {
      keep(conversation, "");
      save(conversation);
    },
    /** Another took the question: what I wrote goes to my drafts. Returns whether. */
    async rescue(conversation) {
      clearTimeout(timers.get(conversation));
      const text = texts.get(conversation);
      texts.delete(conversation);
      unsaved.delete(conversation);
      if (!text?.trim()) return false;
      return request("draft.save", { conversation, text }).then(
        () => true,
        () => (texts.set(conversation, text), false),
      );
    },
    /** What could not be saved without a line. */
    repeat() {
      for (const conversation of [...unsaved]) save(conversation);
    },
  };
}
