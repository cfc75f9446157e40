/** How far a question has come, as its requester follows it. Pure. */

export const STAGES = ["sent", "received", "claimed", "answered", "closed"];

/** Each stage with the time when it was reached (null: not yet), and which one is now.
 *
 * `question` as the server showed it, `items` the loaded part of the log, which is newer.
 */
export function stagesOf(state, question, items) {
  const answer = items.find((item) => item.kind === "message" && item.author && item.author.id !== question.requester.id);
  const claimedAt = isTaken(state) ? (lastOf(items, "claimed") ?? question.claimed_at) : null;
  const at = {
    sent: question.asked_at,
    received: question.asked_at,
    claimed: claimedAt,
    // Who closes what nobody has taken does not answer it.
    answered: (claimedAt && answer?.at) ?? null,
    closed: state === "closed" ? (lastOf(items, "closed") ?? question.closed_at) : null,
  };
  const current = STAGES.findLast((stage) => at[stage] !== null);
  return STAGES.map((stage) => ({ stage, at: at[stage], isCurrent: stage === current }));
}

const isTaken = (state) => state === "claimed" || state === "closed";

function lastOf(items, kind) {
  return items.findLast((item) => item.kind === kind)?.at;
}
