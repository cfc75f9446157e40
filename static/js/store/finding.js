/** Searching what is loaded of a conversation. Case and accents do not matter. Pure. */

const SHORTEST = 2;
const flat = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
// A text is flattened once for every search in it.
const flats = new WeakMap();

function flatOf(item) {
  if (!flats.has(item)) flats.set(item, flat(item.data.text ?? ""));
  return flats.get(item);
}

/** What is looked for; "" while it is too short to look for. */
export function wantedOf(q) {
  const wanted = flat(q.trim().replace(/\s+/g, " "));
  return wanted.length < SHORTEST ? "" : wanted;
}

/** The seqs of the messages that contain it, in order. */
export function hitsOf(items, wanted) {
  if (!wanted) return [];
  return items.filter((item) => item.kind === "message" && flatOf(item).includes(wanted)).map((item) => item.seq);
}

/** A text in parts, those that match marked: {text, isHit}. */
export function partsOf(text, wanted) {
  if (!wanted) return [{ text, isHit: false }];
  const { folded, origins } = traced(text);
  const parts = [];
  let done = 0;
  for (let found = folded.indexOf(wanted); found >= 0; found = folded.indexOf(wanted, found + wanted.length)) {
    const [from, to] = [origins[found], origins[found + wanted.length]];
    if (from > done) parts.push({ text: text.slice(done, from), isHit: false });
    parts.push({ text: text.slice(from, to), isHit: true });
    done = to;
  }
  if (done < text.length) parts.push({ text: text.slice(done), isHit: false });
  return parts;
}

/** The flat text, and where each of its characters began in the original. */
function traced(text) {
  let folded = "";
  const origins = [];
  let place = 0;
  for (const char of text) {
    for (const one of flat(char)) {
      folded += one;
      for (let n = 0; n < one.length; n += 1) origins.push(place);
    }
    place += char.length;
  }
  origins.push(text.length);
  return { folded, origins };
}

/** The hit to show next from the one that is shown: `step` -1 goes back in time. */
export function nextHit(hits, current, step) {
  if (!hits.length) return null;
  const place = hits.indexOf(current);
  if (place < 0) return hits.at(-1);
  return hits[place + step] ?? null;
}
