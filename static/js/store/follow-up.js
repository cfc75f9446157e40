/** What became of a question and how long it took, as who answers follows it. Pure. */

/** [{step, at, after}]: `after` is how long after the question was asked, in ms. Steps
 * that have not been taken, or lie before what is loaded of the log, are left out. */
export function followUp(question, { items, hasOlder }, state) {
  const claimedAt = state === "pending" || state === "withdrawn" ? null : question.claimed_at;
  const at = {
    asked: question.asked_at,
    claimed: claimedAt,
    answered: claimedAt && !hasOlder ? firstAnswer(items, question) : null,
    closed: state === "closed" ? question.closed_at : null,
  };
  const steps = Object.entries(at).filter(([, moment]) => moment);
  return steps.map(([step, moment]) => ({ step, at: moment, after: Date.parse(moment) - Date.parse(question.asked_at) }));
}

function firstAnswer(items, { requester }) {
  return items.find((item) => item.kind === "message" && item.author && item.author.id !== requester.id)?.at;
}
