import { dropReply, failReplies, putReply, takeReplies } from "./store/quick-replies.js";

/** « Réponses types »: read when they are first wanted, and again whenever the list or
 * its pane opens; another tab or an administrator may have changed them. */
export function createQuickReplies({ store, api, attempt }) {
  async function load() {
    try {
      store.change(takeReplies, (await api.quickReplies()).items);
    } catch (refusal) {
      store.change(failReplies, refusal.code);
    }
  }

  return {
    load,
    /** Returns whether it was done. */
    add: (reply) => attempt(async () => store.change(putReply, await api.addQuickReply(reply))),
    change: (id, given) => attempt(async () => store.change(putReply, await api.changeQuickReply(id, given))),
    discard: (id) =>
      attempt(async () => {
        await api.discardQuickReply(id);
        store.change(dropReply, id);
      }),
  };
}
