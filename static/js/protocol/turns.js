/** At most `n` works at a time; the others wait for their turn, in order. */
export function takingTurns(n) {
  const waiting = [];
  let busy = 0;

  return async (work) => {
    if (busy < n) busy += 1;
    else await new Promise((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      // The place is handed on, not given back, where someone waits.
      if (waiting.length) waiting.shift()();
      else busy -= 1;
    }
  };
}
