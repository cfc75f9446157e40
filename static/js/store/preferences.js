/** How this person wants the page; the server keeps it for all his devices. Pure. */

export const PREFERENCES = Object.freeze({
  theme: "system",
  text_size: 100,
  density: "comfortable",
  enter_sends: false,
  shortcuts: true,
  menu_collapsed: false,
  messages_folded: false,
});

export function setPreferences(state, change) {
  return { ...state, preferences: { ...state.preferences, ...change } };
}

/** What style sheets ask of the root element, by the names of its data attributes. */
export function looksOf({ theme, text_size, density }) {
  return { theme, textSize: String(text_size), density };
}
