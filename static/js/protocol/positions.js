/** What to do with a frame of a log, given my position in it.
 *
 * "take": it continues what I have (what I know already is dropped by seq).
 * "known": nothing new. "pull": there is a hole before it. "load": I have no position.
 */
export function judge(position, { after, upto }) {
  if (position === undefined) return "load";
  if (upto <= position) return "known";
  return after <= position ? "take" : "pull";
}

const LOG = "conversation:";

export function streamOf(conversation) {
  return LOG + conversation;
}

const QUEUE = "queue:";

export function queueStream(group) {
  return QUEUE + group;
}

/** The expert group of a queue's stream; undefined for any other stream. */
export function groupOf(stream) {
  return stream.startsWith(QUEUE) ? stream.slice(QUEUE.length) : undefined;
}

/** The conversation of a log's stream; undefined for a state stream. */
export function conversationOf(stream) {
  return stream.startsWith(LOG) ? stream.slice(LOG.length) : undefined;
}
