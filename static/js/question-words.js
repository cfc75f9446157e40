import { fill, gettext, ngettext } from "./words.js";

/** The words of the page for questions to expert groups. */

export function stateWords(state) {
  const words = {
    pending: gettext("En attente"),
    claimed: gettext("Prise en charge"),
    closed: gettext("Clôturée"),
    withdrawn: gettext("Retirée"),
  };
  return words[state];
}

export function stageWords(stage) {
  const words = {
    sent: gettext("Envoyée"),
    received: gettext("Reçue par le groupe"),
    claimed: gettext("Prise en charge par un expert"),
    answered: gettext("Réponse reçue"),
    closed: gettext("Clôturée"),
  };
  return words[stage];
}

export function pendingWords(n) {
  return fill(ngettext("%(n)s question en attente", "%(n)s questions en attente", n), { n });
}

export function emergencyWords(number) {
  return fill(gettext("En cas d’urgence, n’utilisez pas cette messagerie : appelez le %(number)s."), { number });
}

export const CLOSE_REASONS = ["answered", "referred", "duplicate", "out_of_scope", "no_follow_up"];

/** Why an expert has ended the exchange; undefined for what is no reason of his. */
export function reasonWords(reason) {
  const words = {
    answered: gettext("Réponse apportée"),
    referred: gettext("Orientation vers une consultation"),
    duplicate: gettext("Doublon"),
    out_of_scope: gettext("Hors périmètre"),
    no_follow_up: gettext("Sans suite du demandeur"),
  };
  return words[reason];
}

/** What happened to a question; undefined for an entry of another kind. */
export function turnWords(item, isMine, author) {
  const pair = turns(item)[item.kind];
  if (!pair) return undefined;
  const [mine, theirs, nobodys = theirs] = pair;
  const words = isMine ? mine : author ? theirs : nobodys;
  return fill(words, { author, group: item.data.group?.name ?? "", person: item.data.person?.name ?? "" });
}

function turns(item) {
  return {
    asked: [
      gettext("Vous avez posé cette question au groupe « %(group)s »."),
      gettext("%(author)s a posé cette question au groupe « %(group)s »."),
    ],
    claimed: [
      gettext("Vous avez pris en charge cette question."),
      gettext("%(author)s a pris en charge cette question."),
      gettext("Un expert a pris en charge cette question."),
    ],
    released: [
      gettext("Vous avez remis la question dans la file."),
      gettext("%(author)s a remis la question dans la file. Elle attend de nouveau un expert."),
      gettext("La question attend de nouveau un expert."),
    ],
    moved: [
      gettext("Vous avez réorienté la question vers le groupe « %(group)s »."),
      gettext("%(author)s a réorienté la question vers le groupe « %(group)s »."),
      gettext("La question a été réorientée vers le groupe « %(group)s »."),
    ],
    transferred: [
      gettext("Vous avez confié la question à %(person)s."),
      gettext("L’échange est repris par un autre professionnel : %(person)s."),
    ],
    withdrawn: [gettext("Vous avez retiré votre question."), gettext("%(author)s a retiré sa question.")],
    closed: [
      gettext("Vous avez clôturé l’échange."),
      gettext("%(author)s a clôturé l’échange."),
      gettext("L’échange a été clôturé."),
    ],
    reopened: item.data.state === "pending" ? requeued() : reopened(),
  };
}

function reopened() {
  return [
    gettext("Vous avez rouvert l’échange."),
    gettext("%(author)s a rouvert l’échange."),
    gettext("L’échange a été rouvert."),
  ];
}

function requeued() {
  return [
    gettext("Vous avez rouvert l’échange. La question attend de nouveau un expert."),
    gettext("%(author)s a rouvert l’échange. La question attend de nouveau un expert."),
    gettext("La question attend de nouveau un expert."),
  ];
}
