/** What was asked on one connection, by `ref`, until it is answered. */
export function createReplies() {
  const waiting = new Map();
  let n = 0;

  return {
    expect(type, { isQuiet = false } = {}) {
      const ref = String((n += 1));
      let keep, refuse;
      const promise = new Promise((resolve, reject) => ([keep, refuse] = [resolve, reject]));
      if (isQuiet) promise.catch(() => undefined);
      waiting.set(ref, { type, keep, refuse });
      return { ref, promise };
    },
    typeOf(ref) {
      return waiting.get(ref)?.type;
    },
    settle({ ref, ok, data, error }) {
      const asked = waiting.get(ref);
      if (!asked) return;
      waiting.delete(ref);
      if (ok) asked.keep(data);
      else asked.refuse(error);
    },
    /** The connection is no more: whoever waits may ask again on the next one. */
    breakAll() {
      for (const { refuse } of waiting.values()) refuse({ code: "line_lost", retry: true });
      waiting.clear();
    },
  };
}
