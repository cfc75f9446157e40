import { canKeep } from "./cupboard.js";
import { newId } from "./ids.js";

/** The tabs of one person in one browser: what one says all others hear, and one at a
 * time has the turn to send. `name` stands for this tab; `living()` names those that are
 * there. Where tabs cannot agree (plain HTTP), each is alone. */
export function createTabs(me, can = canKeep) {
  if (!can()) return aloneTab();
  const channel = new BroadcastChannel(`relais ${me}`);
  const name = `relais tab ${newId()}`;
  // Held as long as the tab lives.
  navigator.locks.request(name, () => new Promise(() => undefined));
  return {
    name,
    say: (what) => channel.postMessage(what),
    hear: (take) => channel.addEventListener("message", (event) => take(event.data)),
    turn: (work) => navigator.locks.request(`relais outbox ${me}`, work),
    /** Work on this, while no other tab does. */
    alone: (what, work) => navigator.locks.request(`relais ${what} ${me}`, work),
    async living() {
      const { held } = await navigator.locks.query();
      return new Set(held.map((lock) => lock.name));
    },
  };
}

export function aloneTab() {
  return {
    name: "",
    say: () => undefined,
    hear: () => undefined,
    turn: (work) => work(),
    alone: (what, work) => work(),
    living: async () => new Set(),
  };
}
