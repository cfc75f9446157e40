/** The one mutable place. `change(fn, ...args)` replaces the state by `fn(state, ...args)`;
 * watchers hear of any number of changes once, in the next microtask. */
export function createStore(initial) {
  const watchers = new Set();
  let state = initial;
  let isTelling = false;

  function tell() {
    isTelling = false;
    for (const watcher of [...watchers]) watcher(state);
  }

  return {
    get state() {
      return state;
    },
    change(reduce, ...args) {
      const next = reduce(state, ...args);
      if (next === state) return;
      state = next;
      if (isTelling) return;
      isTelling = true;
      queueMicrotask(tell);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
