import { takeExpert } from "./store/queues.js";
import { setGroupForm } from "./store/state.js";
import { fill, gettext, ngettext } from "./words.js";
import { refusalWords } from "./wording.js";

/** What an administrator can do with expert groups (S2-31 to S2-34). */
export function createExpertActions({ store, api, questions, base }) {
  /** Do it; the group as it is then is shown, others a moment later. Returns the
   * refusal, or null. */
  async function change(work) {
    try {
      store.change(takeExpert, await work());
      questions.expertsSoon();
      return null;
    } catch (refusal) {
      return refusal;
    }
  }

  const said = (refusal) => {
    if (refusal) base.say(refusalWords(refusal), "error");
    return !refusal;
  };

  /** How many exchanges he keeps is known when he is out. `heir` is who has them from now
   * on. Returns whether he is out. */
  async function expel(group, person, heir) {
    try {
      const kept = await api.removeMember(group, person.id, heir);
      await questions.loadExperts();
      base.say(kept?.n_open ? keptWords(person, kept.n_open) : fill(gettext("%(name)s ne fait plus partie du groupe."), person));
      return true;
    } catch (refusal) {
      return said(refusal);
    }
  }

  return {
    /** These return the refusal, or null: the form answers some of them itself. */
    createExperts: (group) => change(() => api.createExperts(group)),
    changeExperts: (id, changes) => change(() => api.changeGroup(id, changes)),
    enrol: async (id, person) => said(await change(() => api.addMember(id, person))),
    expel,
    /** null: nothing is to be kept of it. */
    keepGroupForm: (id, form) => store.change(setGroupForm, id, form),
    loadExperts: questions.loadExperts,
    journal: async (id) => (await api.journal(id)).items,
    queueAges: async (id) => (await api.queue(id)).items.map((item) => item.asked_at),
  };
}

function keptWords(person, n) {
  const words = ngettext(
    "%(name)s ne fait plus partie du groupe. %(n)s échange en cours lui reste.",
    "%(name)s ne fait plus partie du groupe. %(n)s échanges en cours lui restent.",
    n,
  );
  return fill(words, { name: person.name, n });
}
