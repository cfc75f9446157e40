// Below this all rows are drawn: a short list needs no window.
const ALL_UP_TO = 150;
const FIRST_GUESS_PX = 56;

/** Where the rows of a long list lie, by heights that are measured once they are drawn
 * and guessed before: as high as the measured ones are on average.
 *
 * `setKeys(keys)` says which rows there are, in order; a key keeps its height wherever it
 * moves. `span(top, bottom)` is the part to draw. Setting costs one pass, asking log n.
 */
export function createHeights() {
  const known = new Map();
  let keys = [];
  let tops = new Float64Array(1);
  let guess = FIRST_GUESS_PX;
  let sum = 0;
  let isStale = false;

  function lay() {
    if (!isStale) return tops;
    isStale = false;
    if (known.size) guess = sum / known.size;
    if (tops.length !== keys.length + 1) tops = new Float64Array(keys.length + 1);
    for (let place = 0; place < keys.length; place += 1) {
      tops[place + 1] = tops[place] + (known.get(keys[place]) ?? guess);
    }
    return tops;
  }

  /** The row that covers `y`; the first or the last where none does. */
  function at(y) {
    const all = lay();
    let [low, high] = [0, Math.max(0, keys.length - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (all[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    at,
    setKeys(next) {
      keys = next;
      isStale = true;
    },
    measure(key, height) {
      const before = known.get(key);
      if (before === height) return;
      sum += height - (before ?? 0);
      known.set(key, height);
      isStale = true;
    },
    /** The list has another width: every height is another one. */
    forget() {
      known.clear();
      sum = 0;
      isStale = true;
    },
    top: (place) => lay()[Math.min(place, keys.length)],
    total: () => lay()[keys.length],
    /** [from, to) of the rows that touch [top, bottom]. */
    span(top, bottom) {
      if (keys.length <= ALL_UP_TO) return [0, keys.length];
      return [at(top), at(bottom) + 1];
    },
  };
}
