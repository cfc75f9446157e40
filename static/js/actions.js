import { createExpertActions } from "./expert-actions.js";
import { newId } from "./ids.js";
import { createListActions } from "./list-actions.js";
import { createPhotoActions } from "./photo-actions.js";
import { createQuestionActions } from "./question-actions.js";
import { createQuickReplies } from "./quick-replies.js";
import { EXPERTS, isPlace } from "./router.js";
import { openThread, takeDetail, takeRows, wipe } from "./store/changes.js";
import { dropDraft } from "./store/drafts.js";
import { NO_FILTERS } from "./store/filters.js";
import { queueOf } from "./store/queues.js";
import { setOpen, setPanel, setToast } from "./store/state.js";
import { gettext } from "./words.js";
import { refusalWords } from "./wording.js";

const TOAST_MS = 6_000;
const FOUND_AT_MOST = 20;
const UNDO_MS = 10_000;
const KNOWN_WITHIN_MS = 4_000;

/** Whether the rows and queues that are here can tell what an id is. */
function isSettled(state, id) {
  const { me, rows, experts, line } = state;
  if (id in rows || queueOf(state, id) || !me.is_practitioner) return true;
  return line.phase === "live" || line.lostAt !== null || experts?.every((group) => !group.is_member) === true;
}

/** What a person can do on this page; views call these and nothing below them. */
export function createActions(parts) {
  const { store, api, socket, loader, drafts, draftList, router, reading, claims } = parts;
  let toast = null;

  /** Say it for a moment. `act` {words, run}: what can be done about it meanwhile. */
  function say(text, kind = "status", act = null) {
    clearTimeout(toast);
    const hush = () => store.change(setToast, null);
    const doIt = () => (hush(), act.run());
    store.change(setToast, { text, kind, act: act && { words: act.words, run: doIt } });
    toast = setTimeout(hush, act ? UNDO_MS : TOAST_MS);
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
    store.change(setOpen, id && { id, phase: isPlace(id) ? "ready" : "loading" });
    if (!id || isPlace(id)) return;
    await isPlaced(id);
    if (store.state.open?.id !== id) return;
    if (!store.state.rows[id] && (queueOf(store.state, id) || claims.isUnderWay(id))) return questions.showPending(id);
    if (store.state.threads[id]?.phase === "failed") store.change(openThread, id);
    const isKnown = await questions.show(id);
    if (isKnown && store.state.open?.id === id) store.change(setOpen, { id, phase: "ready" });
  }

  /** Wait until this page knows whether an id is a conversation or waits in a queue. */
  function isPlaced(id) {
    if (isSettled(store.state, id)) return undefined;
    return new Promise((resolve) => {
      const forget = store.watch((state) => isSettled(state, id) && done());
      const timer = setTimeout(done, KNOWN_WITHIN_MS);
      function done() {
        clearTimeout(timer);
        forget();
        resolve();
      }
    });
  }

  function open(id) {
    store.change(setToast, null);
    router.go(id);
    return show(id);
  }

  async function openNew(id) {
    store.change(takeDetail, await api.detail(id));
    open(id);
  }

  const close = () => (router.go(null), show(null));
  const base = { say, attempt, open, close };
  const questions = createQuestionActions({ ...parts, base });

  return {
    ...createExpertActions({ ...parts, base }),
    ...questions.views,
    ...createListActions({ ...parts, base, address: router.address }),
    say,
    show,
    open,
    close,
    /** Conversations whose title has these words, loaded here or not. */
    async find(q) {
      const { items } = await api.inbox({ ...NO_FILTERS, q }, { limit: FOUND_AT_MOST });
      store.change(takeRows, items);
    },
    questionWon: questions.won,
    questionLost: questions.lost,
    questionTooLate: questions.tooLate,
    /** The table of expert groups; with "new" or an id, one of them. */
    openExperts: (which) => open(which ? `${EXPERTS}/${which}` : EXPERTS),
    address: router.address,
    older: (id) => loader.page(id, store.state.threads[id].items[0].seq),
    retry: (id) => show(id),
    ...createPhotoActions(parts),
    async copy(text) {
      await navigator.clipboard?.writeText(text);
      say(gettext("Texte copié."));
    },
    retract: (conversation, seq) => command("message.retract", { conversation, seq }),
    archive: (conversation) => command("conversation.archive", { conversation }),
    unarchive: (conversation) => command("conversation.unarchive", { conversation }),
    mute: (conversation, until) => command("conversation.mute", { conversation, ...(until && { until }) }),
    unmute: (conversation) => command("conversation.unmute", { conversation }),
    typing: (conversation) => socket.pass({ type: "typing", conversation }),
    wake: socket.wake,
    look: reading.look,
    showPanel: (panel) => store.change(setPanel, panel),
    drafts,
    loadDrafts: draftList.load,
    async discardDraft({ id, conversation }) {
      if (!(await attempt(() => api.discardDraft(id)))) return;
      store.change(dropDraft, id);
      if (conversation) drafts.discard(conversation);
    },
    quickReplies: createQuickReplies({ store, api, attempt }),
    people: api.people,
    writeTo: (person) => attempt(async () => openNew((await api.openPrivate(person, newId())).id)),
    sentNotices: (id) => api.sentNotices(id).then(({ items }) => items),
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
