import { newId } from "./ids.js";
import { ASK } from "./router.js";
import { ASKING } from "./store/photos.js";
import { nextQuestion, queueOf } from "./store/queues.js";
import { setAsking, setOpen } from "./store/state.js";
import { gettext } from "./words.js";
import { refusalWords } from "./wording.js";

/** What a person can do with questions to expert groups. */
export function createQuestionActions({ store, api, socket, loader, questions, claims, uploads, drafts, draftList, base }) {
  const command = (type, data) => base.attempt(() => socket.request(type, data));
  const isOpen = (id) => store.state.open?.id === id;

  /** A question that I may read without taking it (S2-13). */
  async function showPending(id) {
    store.change(setOpen, { id, phase: "pending", group: queueOf(store.state, id) });
    await questions.read(id);
  }

  async function show(id) {
    const isQuestion = () => store.state.rows[id]?.kind === "question";
    const wasQuestion = isQuestion();
    const [isKnown] = await Promise.all([loader.open(id), wasQuestion && questions.read(id)]);
    if (!wasQuestion && isQuestion()) await questions.read(id);
    return isKnown;
  }

  /** The exchange of a question that has become mine, here or on another device. */
  async function won(id) {
    await show(id);
    drafts.save(id);
    if (isOpen(id)) store.change(setOpen, { id, phase: "ready", focus: "composer" });
  }

  async function lost(id, refusal) {
    const isRaced = refusal.code === "already_claimed";
    // What I sent goes to my drafts first: the server refuses it in a moment.
    const isKept = hasSent(id) || (await drafts.rescue(id));
    draftList.soon();
    // They stay with nobody: a question that is not mine gets no photo of mine.
    uploads.clear(id);
    base.say(isRaced ? racedWords(isKept) : refusalWords(refusal), "error");
    leave(id, isRaced);
  }

  const hasSent = (id) => store.state.outbox.some((one) => one.conversation === id);

  function leave(id, isRaced) {
    const { open, rows } = store.state;
    if (!isOpen(id) || id in rows) return;
    store.change(setOpen, { id, phase: "lost", isRaced, group: open.group });
  }

  function racedWords(isKept) {
    return isKept
      ? gettext("Un confrère a été plus rapide. Votre texte est conservé dans Brouillons.")
      : gettext("Un confrère a été plus rapide.");
  }

  /** Returns the refusal, or null: the form keeps what was typed, and says why. */
  async function ask({ group, title, text, client_id }) {
    const photos = await uploads.ready(ASKING);
    if (!photos) return { code: "photos_failed" };
    const named = photos.map(({ id, alt, site }) => ({ id, ...(alt && { alt }), ...(site && { site }) }));
    try {
      const { question } = await socket.request("question.ask", { group, title, text, client_id, ...(named.length && { photos: named }) });
      uploads.takeOut(ASKING);
      store.change(setAsking, { sent: question, group });
      return null;
    } catch (refusal) {
      return refusal;
    }
  }

  function startAsking() {
    if (store.state.asking?.sent) store.change(setAsking, null);
    questions.loadExperts();
    base.open(ASK);
  }

  const reopen = (conversation) => command("conversation.reopen", { conversation });

  /** « Annuler » is a real reopening: the requester may have read of the closing. */
  async function closeExchange(conversation, { reason, message, isArchived }) {
    const last = message ? { message, client_id: newId() } : {};
    const isDone = await command("conversation.close", { conversation, ...(reason && { reason }), ...last });
    if (!isDone) return false;
    if (isArchived) await command("conversation.archive", { conversation });
    base.say(gettext("Échange clôturé"), "status", { words: gettext("Annuler"), run: () => reopen(conversation) });
    return true;
  }

  return {
    show,
    showPending,
    won,
    lost,
    /** What I wrote came too late: the server keeps it. */
    tooLate(id) {
      base.say(racedWords(true), "error");
      uploads.clear(id);
      leave(id, true);
      draftList.soon();
      if (!hasSent(id)) drafts.rescue(id);
    },
    views: {
      ask,
      startAsking,
      keepAsking: (form) => store.change(setAsking, form),
      claim: (id) => claims.claim(id),
      refreshExperts: questions.expertsSoon,
      /** The next question to read after one that has gone. */
      next(group) {
        const id = nextQuestion(store.state, group, store.state.me.id);
        return id ? base.open(id) : base.close();
      },
      withdraw: (question) => command("question.withdraw", { question }),
      release: async (question) => (await command("question.release", { question })) && isOpen(question) && base.close(),
      closeExchange,
      reopen,
    },
  };
}
