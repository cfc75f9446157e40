import { createContext, useContext } from "./preact.js";

/** What the parts of an open thread share: `row`, `thread`, what is looked for in it
 * (`find`), `lead(seq)` to a message, and which long texts are unfolded. */
export const TalkContext = createContext(null);

export function useTalk() {
  return useContext(TalkContext);
}
