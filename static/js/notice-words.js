import { fill, gettext } from "./words.js";

/** The words for notices: who wants what, and what became of those that were sent. */

export function topicWords(topic) {
  const words = {
    question: gettext("Question dans mes groupes"),
    private: gettext("Message privé"),
    group: gettext("Groupe de discussion"),
    urgent: gettext("Urgence"),
    reply: gettext("Réponse d’un professionnel"),
  };
  return words[topic];
}

export function columnWords(column) {
  const words = {
    app: gettext("Dans l’application"),
    browser: gettext("Navigateur"),
    push: gettext("Mobile"),
    email: gettext("E-mail"),
  };
  return words[column];
}

export function channelWords(channel) {
  const words = {
    push: gettext("Application mobile"),
    browser: gettext("Navigateur"),
    email: gettext("E-mail"),
    text: gettext("Texto"),
    voice: gettext("Appel"),
  };
  return words[channel];
}

function stateWords(state) {
  const words = {
    planned: gettext("Prévue"),
    leased: gettext("En cours d’envoi"),
    accepted: gettext("Acceptée"),
    failed: gettext("Échec"),
    dead: gettext("Abandonnée"),
    cancelled: gettext("Annulée"),
    bounced: gettext("Rebond"),
  };
  return words[state];
}

/** « Annulée : déjà lu ». A cause that only engineers know is said by its code. */
export function outcomeWords({ state, reason, channel }) {
  // Mail servers give many causes; to the reader they are one.
  const why = reason && whyWords(state === "bounced" ? state : reason, channel);
  return why ? fill(gettext("%(state)s : %(why)s"), { state: stateWords(state), why }) : stateWords(state);
}

function whyWords(reason, channel) {
  const words = {
    read: gettext("déjà lu"),
    gone: gettext("ne participe plus à l’échange"),
    muted: gettext("notifications désactivées par le destinataire"),
    taken: gettext("question déjà prise en charge"),
    superseded: gettext("remplacée par une plus récente"),
    no_address: gettext("aucun moyen de communication"),
    unregistered: gettext("l’appareil n’est plus enregistré"),
    expired: gettext("trop ancienne"),
    refused: gettext("refusée par le service d’envoi"),
    bounced: channel === "email" ? gettext("l’e-mail n’a pas pu être remis") : gettext("n’a pas pu être remise"),
    preference: gettext("non souhaitée par le destinataire"),
  };
  return words[reason] ?? fill(gettext("cause technique (%(code)s)"), { code: reason });
}

/** How a notice looks: as a word with its colour, never the colour alone. */
export function outcomeLook(state) {
  if (state === "accepted") return "chip-success";
  return ["failed", "dead", "bounced"].includes(state) ? "chip-warning" : "";
}

/** To whom; names are those of professionals who take part. */
export function recipientWords({ recipient, is_for_patient }) {
  if (is_for_patient) return gettext("Patient");
  return recipient ?? gettext("Professionnel");
}

/** When it went, ended, or is to leave. */
export function momentOf({ sent_at, ended_at, planned_at }) {
  return sent_at ?? ended_at ?? planned_at;
}
