/** A list that holds still while it is read further down. Pure. */

/** What stands where now. */
export function freeze(items) {
  return { keys: items.map((item) => item.id), moved: new Map(items.map((item) => [item.id, item.moved_at])) };
}

/** The items in their old places; what would come before or among them is held back, what
 * comes after them (another page) is shown. `n` counts what is new or has moved. */
export function calmed({ keys, moved }, items) {
  const byId = new Map(items.map((item) => [item.id, item]));
  const kept = keys.filter((key) => byId.has(key)).map((key) => byId.get(key));
  const end = items.findLastIndex((item) => moved.has(item.id)) + 1;
  const tail = items.slice(end);
  const hasMoved = (item) => item.moved_at !== moved.get(item.id) && item.unread > 0;
  const n = items.length - kept.length - tail.length + kept.filter(hasMoved).length;
  return { items: tail.length ? [...kept, ...tail] : kept, n };
}
