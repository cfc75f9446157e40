/** Which rows of a long list are drawn. Pure: heights and positions in pixels. */

/** Where each row begins; the last number is where the list ends. `heightOf(key)` is the
 * measured height, undefined for a row that was never drawn. */
export function offsetsOf(keys, heightOf, estimate) {
  const offsets = new Float64Array(keys.length + 1);
  for (let place = 0; place < keys.length; place += 1) {
    offsets[place + 1] = offsets[place] + (heightOf(keys[place]) ?? estimate);
  }
  return offsets;
}

/** The row that covers `y`; the nearest one outside of the list. */
export function rowAt(offsets, y) {
  let [low, high] = [0, offsets.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The rows between two positions: `to` is the one after the last. */
export function sliceOf(offsets, top, bottom) {
  const count = offsets.length - 1;
  if (count === 0) return { from: 0, to: 0 };
  return { from: rowAt(offsets, top), to: rowAt(offsets, bottom) + 1 };
}

/** What is drawn, in order: rows `{index}` and, in the place of all others, gaps `{gap}`.
 * The row `keep` is drawn wherever it is: it holds the focus. */
export function partsOf(offsets, { from, to }, keep = -1) {
  const count = offsets.length - 1;
  const wanted = [];
  if (keep >= 0 && keep < from) wanted.push(keep);
  for (let index = from; index < to; index += 1) wanted.push(index);
  if (keep >= to && keep < count) wanted.push(keep);
  const parts = [];
  let next = 0;
  for (const index of wanted) {
    if (index > next) parts.push({ gap: offsets[index] - offsets[next], before: index });
    parts.push({ index });
    next = index + 1;
  }
  if (next < count) parts.push({ gap: offsets[count] - offsets[next], before: count });
  return parts;
}

/** The row on which the eye rests: the first one below `y`, with those after it in case it
 * goes; null while the list begins below `y`. */
export function anchorAt(offsets, keys, y) {
  if (y <= 0 || !keys.length) return null;
  const index = rowAt(offsets, y);
  return { keys: keys.slice(index, index + 8), into: y - offsets[index] };
}

/** Where the list must be scrolled so that the eye rests on the same row. */
export function placeOf(anchor, offsets, keys) {
  for (const [step, key] of anchor.keys.entries()) {
    const index = keys.indexOf(key);
    if (index >= 0) return offsets[index] + (step === 0 ? anchor.into : 0);
  }
  return null;
}
