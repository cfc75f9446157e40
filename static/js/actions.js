import { newId } from "./ids.js";
import { openThread, takeDetail, wipe } from "./store/changes.js";
import { setOpen, setToast } from "./store/state.js";
import { refusalWords } from "./wording.js";

const TOAST_MS = 6_000;

/** What a person can do on this page; views call these and nothing below them. */
export function createActions({ store, api, socket, loader, outbox, drafts, router, reading }) {
  let toast = null;

  function say(text, kind = "status") {
    clearTimeout(toast);
    store.change(setToast, { text, kind });
    toast = setTimeout(() => store.change(setToast, null), TOAST_MS);
  }

  /** Do it; a refusal is said in words. Returns whether it was done. */
  async function attempt(work) {
    try {
      await work();
      return true;
    } catch (refusal) {
      say(refusalWords(refusal), "error");
      return false;
    }
  }

  const command = (type, data) => attempt(() => socket.request(type, data));

  async function show(id) {
    const before = store.state.open?.id;
    if (before && before !== id) {
      drafts.save(before);
      reading.look(null);
    }
    store.change(setOpen, id && { id, phase: "loading" });
    if (!id) return;
    if (store.state.threads[id]?.phase === "failed") store.change(openThread, id);
    const isKnown = await loader.open(id);
    if (isKnown && store.state.open?.id === id) store.change(setOpen, { id, phase: "ready" });
  }

  function open(id) {
    router.go(id);
    return show(id);
  }

  async function openNew(id) {
    store.change(takeDetail, await api.detail(id));
    open(id);
  }

  return {
    say,
    show,
    open,
    address: router.address,
    close: () => (router.go(null), show(null)),
    older: (id) => loader.page(id, store.state.threads[id].items[0].seq),
    retry: (id) => show(id),
    send: (message) => outbox.add(message),
    resend: outbox.resend,
    discard: outbox.discard,
    retract: (conversation, seq) => command("message.retract", { conversation, seq }),
    archive: (conversation) => command("conversation.archive", { conversation }),
    unarchive: (conversation) => command("conversation.unarchive", { conversation }),
    mute: (conversation, until) => command("conversation.mute", { conversation, ...(until && { until }) }),
    unmute: (conversation) => command("conversation.unmute", { conversation }),
    typing: (conversation) => socket.pass({ type: "typing", conversation }),
    wake: socket.wake,
    look: reading.look,
    drafts,
    people: api.people,
    writeTo: (person) => attempt(async () => openNew((await api.openPrivate(person, newId())).id)),
    /** The group of a conversation, as it is now; undefined where I am not a member. */
    async groupOf(conversation) {
      const { items } = await api.groups();
      return items.find((group) => group.conversation === conversation);
    },
    createGroup: (group) => attempt(async () => openNew((await api.createGroup(group)).conversation)),
    changeGroup: (id, change) => attempt(() => api.changeGroup(id, change)),
    addMember: (id, person) => attempt(() => api.addMember(id, person)),
    removeMember: (id, person) => attempt(() => api.removeMember(id, person)),
    leaveGroup: ({ id, conversation }) =>
      attempt(async () => {
        await api.leaveGroup(id);
        store.change(wipe, conversation);
      }),
  };
}
