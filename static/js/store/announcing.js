import { countPhotos } from "./photos.js";

const ONE_BY_ONE = 3;
const LONGEST = 120;

/** What a screen reader is told of new messages: of an open thread, by others, and few
 * at a time. Pure. */

export const NOTHING_HEARD = Object.freeze({ id: null, head: 0 });

/** The messages of the open thread that came since `heard`, and what is heard now. A
 * thread that has just been opened has no news. */
export function newsOf({ open, threads, me }, heard) {
  const thread = threads[open?.id];
  if (!thread || thread.phase !== "ready") return { heard: NOTHING_HEARD, news: [] };
  const head = thread.items.at(-1)?.seq ?? 0;
  const now = { id: open.id, head: heard.id === open.id ? Math.max(heard.head, head) : head };
  if (heard.id !== open.id || head <= heard.head) return { heard: now, news: [] };
  const late = thread.items.findLastIndex((item) => item.seq <= heard.head) + 1;
  return { heard: now, news: thread.items.slice(late).filter((item) => isTold(item, me)) };
}

function isTold(item, me) {
  return item.kind === "message" && item.author?.id !== me?.id && item.data.text !== undefined;
}

/** {author, text, photos: how many} of each, or {n} for all where they are many. */
export function linesOf(news) {
  if (news.length > ONE_BY_ONE) return [{ n: news.length }];
  return news.map((item) => ({ author: item.author?.name ?? "", text: shortened(item.data.text), photos: countPhotos(item), seq: item.seq }));
}

function shortened(text) {
  const chars = [...text.replace(/\s+/g, " ")];
  return chars.length > LONGEST ? `${chars.slice(0, LONGEST).join("")}…` : chars.join("");
}
