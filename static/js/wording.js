import { reasonWords, turnWords } from "./question-words.js";
import { photoRefusals, photoWords } from "./photo-words.js";
import { isSystem } from "./store/blocks.js";
import { countPhotos } from "./store/photos.js";
import { fill, gettext } from "./words.js";

const FOR_EVER_YEAR = 9999;

/** The words of the page for what the log and the server say in codes. */

export function kindWords(kind) {
  const words = {
    private: gettext("Message privé"),
    group: gettext("Groupe de discussion"),
    question: gettext("Question"),
  };
  return words[kind];
}

/** Names joined as a list of the page's language. */
export function names(people, language) {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(people.map((one) => one.name));
}

/** Until when, in words. */
export function muteWords(row, dates) {
  const words = gettext("Notifications désactivées");
  const isForEver = new Date(row.muted_until).getUTCFullYear() === FOR_EVER_YEAR;
  return isForEver ? words : `${words} ${dates.until(row.muted_until)}`;
}

/** « Dr Petit a ajouté M. Girard »: an entry that is not a message. Why an exchange was
 * closed is for who answers, not for who asked. */
export function systemWords(item, { me, language, isRequester = true }) {
  const author = item.author?.name ?? "";
  const isMine = item.author?.id === me;
  const turned = turnWords(item, isMine, author);
  const reason = item.kind === "closed" && !isRequester && reasonWords(item.data.reason);
  if (reason) return fill(gettext("%(words)s Motif : %(reason)s."), { words: turned, reason });
  if (turned) return turned;
  if (item.kind === "joined") return joinedWords(item, author, isMine, language);
  if (item.kind === "left") return leftWords(item, author, isMine);
  const words = isMine
    ? gettext("Vous avez renommé le groupe : « %(title)s ».")
    : gettext("%(author)s a renommé le groupe : « %(title)s ».");
  return fill(words, { author, title: item.data.title });
}

function joinedWords(item, author, isMine, language) {
  const others = item.data.people.filter((one) => one.id !== item.author?.id);
  const people = names(others, language);
  if (item.author && others.length < item.data.people.length) return createdWords(author, people, isMine);
  if (!item.author) return fill(gettext("%(people)s : arrivée dans le groupe."), { people });
  const words = isMine ? gettext("Vous avez ajouté %(people)s.") : gettext("%(author)s a ajouté %(people)s.");
  return fill(words, { author, people });
}

function createdWords(author, people, isMine) {
  if (!people) return fill(gettext("%(author)s a rejoint le groupe."), { author });
  const words = isMine
    ? gettext("Vous avez créé le groupe avec %(people)s.")
    : gettext("%(author)s a créé le groupe avec %(people)s.");
  return fill(words, { author, people });
}

function leftWords(item, author, isMine) {
  const { person } = item.data;
  if (!item.author || person.id === item.author.id) {
    return isMine ? gettext("Vous avez quitté le groupe.") : fill(gettext("%(person)s a quitté le groupe."), { person: person.name });
  }
  const words = isMine ? gettext("Vous avez retiré %(person)s.") : gettext("%(author)s a retiré %(person)s.");
  return fill(words, { author, person: person.name });
}

/** One line of a row: what was said last, and by whom. */
export function excerptWords(row, { me, language }) {
  const { last } = row;
  if (!last) return gettext("Aucun message pour le moment.");
  if (last.kind === "retracted" || (last.kind === "message" && last.data.text === undefined)) {
    return gettext("Message retiré par l’auteur");
  }
  if (last.kind !== "message") return systemWordsOrNone(last, { me, language });
  const text = saidIn(last);
  if (last.author?.id === me) return fill(gettext("Vous : %(text)s"), { text });
  if (row.kind === "private" || !last.author) return text;
  return fill(gettext("%(author)s : %(text)s"), { author: last.author.name, text });
}

/** The text of a message; what it brings where it has none. */
export function saidIn(item) {
  return item.data.text || photoWords(countPhotos(item));
}

function systemWordsOrNone(item, reader) {
  return isSystem(item.kind) ? systemWords(item, reader) : "";
}

/** Why something was refused. HTTP refusals bring their own words. */
export function refusalWords({ code, words }) {
  if (words) return words;
  const known = {
    not_found: gettext("Vous n’avez plus accès à cet échange."),
    already_claimed: gettext("Un confrère a été plus rapide."),
    own_question: gettext("Vous ne pouvez pas répondre à votre propre question."),
    question_taken: gettext("Votre question est déjà prise en charge."),
    already_answered: gettext("Vous avez déjà répondu : la question ne peut plus être remise dans la file."),
    not_the_assignee: gettext("Seul l’expert qui a pris la question peut faire cela."),
    not_closed: gettext("Cet échange n’est pas clôturé."),
    too_late_to_reopen: gettext("Il est trop tard pour rouvrir cet échange."),
    group_inactive: gettext("Ce groupe ne reçoit pas de questions pour le moment."),
    not_open_to_you: gettext("Ce groupe ne reçoit pas vos questions."),
    conversation_closed: gettext("Cet échange est clôturé."),
    read_only: gettext("Vous ne pouvez plus écrire dans cette conversation."),
    rate_limited: gettext("Trop de demandes. Réessayez dans un instant."),
    messaging_disabled: gettext("Votre organisation n’a pas activé la messagerie."),
    invalid_request: gettext("Ce texte ne peut pas être envoyé."),
    ...photoRefusals(),
    overdue: gettext("Le serveur ne répond pas. Réessayez dans un instant."),
    line_lost: gettext("La connexion est interrompue. Réessayez dans un instant."),
    unreachable: gettext("Le serveur ne répond pas. Réessayez dans un instant."),
  };
  return known[code] ?? gettext("Une erreur est survenue. Réessayez.");
}
