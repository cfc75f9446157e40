import { DRAFTS } from "./cupboard.js";
import { noShelf } from "./shelf.js";
import { changeThread, takeDraft } from "./store/changes.js";
import { isOverruled, recallDrafts } from "./store/drafts.js";
import { aloneTab } from "./tabs.js";

const KEEP_AFTER_MS = 200;
const SAVE_AFTER_MS = 1_500;

/** What a person began to write: here at once, on this browser's shelf a moment later
 * and on the server soon after, however fast he goes on writing (N19). */
export function createDrafts({ store, request, shelf = noShelf(), tabs = aloneTab(), listSaved = async () => [], isLive = () => true }) {
  const texts = new Map();
  const unsaved = new Set();
  const saving = new Set();
  const keeps = createTimers(keepOnShelf, KEEP_AFTER_MS);
  const saves = createTimers(save, SAVE_AFTER_MS);
  // Where the server may hold a text of this page, on its way included.
  const handed = new Set();
  // Left by an earlier page, perhaps of a conversation that is not in the list yet.
  const recalled = new Set();

  function keep(conversation, text) {
    texts.set(conversation, text);
    unsaved.add(conversation);
    keeps.soon(conversation);
    saves.soon(conversation);
  }

  async function keepOnShelf(conversation) {
    const text = texts.get(conversation);
    if (text === undefined) return;
    const base = store.state.threads[conversation]?.draft?.saved_at ?? null;
    const at = Date.now();
    const isKept = await shelf.put(DRAFTS, conversation, { conversation, text, at, base, tab: tabs.name });
    if (!isKept || !text || texts.get(conversation) !== text) return;
    store.change(changeThread, conversation, (thread) => ({ ...thread, kept_at: new Date(at).toISOString() }));
  }

  async function save(conversation) {
    saves.stop(conversation);
    // While I am taking a question its text stays here.
    if (!(conversation in store.state.rows) && !recalled.has(conversation)) return;
    if (saving.has(conversation) || !unsaved.delete(conversation)) return;
    const text = texts.get(conversation);
    const thread = store.state.threads[conversation];
    if (!text && !thread?.draft && !handed.has(conversation)) return forget(conversation, text, null);
    if (text) handed.add(conversation);
    else handed.delete(conversation);
    await hand(conversation, text);
  }

  /** One at a time: an older text must not come after a newer one. */
  async function hand(conversation, text) {
    saving.add(conversation);
    try {
      const { saved_at } = await request("draft.save", { conversation, text });
      forget(conversation, text, text ? { text, saved_at } : null);
    } catch (refusal) {
      if (refusal.retry) unsaved.add(conversation);
    }
    saving.delete(conversation);
    // Without a line `repeat` does it on the next one.
    if (unsaved.has(conversation) && isLive()) saves.soon(conversation);
  }

  /** The server knows it now. */
  function forget(conversation, text, draft) {
    store.change(takeDraft, conversation, draft);
    if (texts.get(conversation) === text) drop(conversation);
  }

  function drop(conversation) {
    texts.delete(conversation);
    unsaved.delete(conversation);
    keeps.stop(conversation);
    saves.stop(conversation);
    shelf.remove(DRAFTS, conversation);
  }

  /** What a page that was killed left on the shelf; a living tab looks after its own. */
  async function recall() {
    const { drafts } = await shelf.kept();
    const living = await tabs.living();
    const left = drafts.filter((one) => !living.has(one.tab) && !texts.has(one.conversation));
    if (!left.length) return;
    const saved = new Map((await listSaved()).map((one) => [one.conversation, one]));
    for (const kept of left) take(kept, saved.get(kept.conversation));
    store.change(recallDrafts);
  }

  function take(kept, saved) {
    const { conversation, text } = kept;
    // Typed on meanwhile: that goes on from what was seen.
    if (texts.has(conversation)) return;
    if (isOverruled(kept, saved)) return void shelf.remove(DRAFTS, conversation);
    if (saved) handed.add(conversation);
    recalled.add(conversation);
    keep(conversation, text);
  }

  if (shelf.kept) recall();

  return {
    /** What this page holds and the server does not yet; undefined where it knows all. */
    text: (conversation) => texts.get(conversation),
    keep,
    save,
    /** Sent: nothing is left to keep. */
    clear(conversation) {
      keep(conversation, "");
      keepOnShelf(conversation);
      save(conversation);
    },
    /** Thrown away, here or in the list of all drafts. */
    discard: drop,
    /** Another took the question: what I wrote goes to my drafts. Returns whether. */
    async rescue(conversation) {
      const text = texts.get(conversation);
      saves.stop(conversation);
      texts.delete(conversation);
      unsaved.delete(conversation);
      if (!text?.trim()) return false;
      return request("draft.save", { conversation, text }).then(
        () => (drop(conversation), true),
        () => (texts.set(conversation, text), false),
      );
    },
    /** What could not be saved without a line. */
    repeat() {
      for (const conversation of [...unsaved]) save(conversation);
    },
    /** Whether the end of the page would lose a text. */
    wouldLose: () => !shelf.isKeeping && [...unsaved].some((conversation) => texts.get(conversation)?.trim()),
  };
}

/** A timer for each conversation: the first call begins it, later ones change nothing. */
function createTimers(work, ms) {
  const timers = new Map();

  function stop(id) {
    clearTimeout(timers.get(id));
    timers.delete(id);
  }

  return {
    stop,
    soon(id) {
      if (!timers.has(id)) timers.set(id, setTimeout(() => (stop(id), work(id)), ms));
    },
  };
}
