import { createContext, useContext, useLayoutEffect, useReducer, useRef } from "./preact.js";

/** What every view may use: the store, what can be done, dates, who reads. */
export const AppContext = createContext(null);

export function useApp() {
  return useContext(AppContext);
}

/** Part of the state; the view is drawn again when that part is another one. */
export function useStore(select) {
  const { store } = useApp();
  const [, draw] = useReducer((n) => n + 1, 0);
  const value = select(store.state);
  const last = useRef({});
  last.current = { select, value };
  useLayoutEffect(
    () => store.watch((state) => last.current.select(state) !== last.current.value && draw()),
    [store],
  );
  return value;
}
