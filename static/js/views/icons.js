import { html } from "./preact.js";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20",
  gear: "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM19.4 13.5l1.6 1.3-1.9 3.3-2-.8a7.6 7.6 0 0 1-2.5 1.5L14.2 21h-4.4l-.4-2.2a7.6 7.6 0 0 1-2.5-1.5l-2 .8L3 14.8l1.6-1.3a7.7 7.7 0 0 1 0-3L3 9.2l1.9-3.3 2 .8a7.6 7.6 0 0 1 2.5-1.5L9.8 3h4.4l.4 2.2a7.6 7.6 0 0 1 2.5 1.5l2-.8L21 9.2l-1.6 1.3a7.7 7.7 0 0 1 0 3z",
  filter: "M4 6h16M7 12h10M10 18h4",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0",
  people: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5a6.5 6.5 0 0 1 13 0M16 5a3.2 3.2 0 0 1 0 6.2M18 14.5a6 6 0 0 1 3.5 5",
  question: "M4 12.5A7.5 7.5 0 0 1 11.5 5h1a7.5 7.5 0 0 1 0 15H12l-5 3v-4.3a7.5 7.5 0 0 1-3-6.2zM10.3 10a2 2 0 1 1 2.6 2c-.6.2-.9.6-.9 1.2M12 16h.01",
  experts: "M12 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM6 20a6 6 0 0 1 12 0M4.5 4v4M2.5 6h4M19.5 4v4M17.5 6h4",
  hourglass: "M7 4h10M7 20h10M8 4v3.5l4 4.5 4-4.5V4M8 20v-3.5l4-4.5 4 4.5V20",
  hand: "M8 12V6.2a1.4 1.4 0 0 1 2.8 0V11V4.9a1.4 1.4 0 0 1 2.8 0V11V6.4a1.4 1.4 0 0 1 2.8 0V14a6 6 0 0 1-6 6h-.6a6 6 0 0 1-5-2.7L3.6 14a1.4 1.4 0 0 1 2.3-1.6L8 14.5",
  undo: "M8 8H14a5 5 0 0 1 0 10H8M8 8l3.5-3.5M8 8l3.5 3.5",
  unfold: "M6 9.5l6 6 6-6",
  fold: "M6 14.5l6-6 6 6",
  muted: "M6 6.5v7L4.5 16H16M18 14v-3.5a6 6 0 0 0-9-5.2M10 19.5a2.2 2.2 0 0 0 4 0M4 4l16 16",
  bolt: "M13 3L5 13.5h5.5L10 21l8-10.5h-5.5z",
  send: "M5 12l15-7-5 15-3.5-6.5L5 12z",
  reply: "M9 7L4.5 11.5 9 16M5 11.5h8.5a6 6 0 0 1 6 6V19",
  pencil: "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5l-4.5 1z",
  box: "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
  down: "M12 5v14M6 13l6 6 6-6",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4.5l3 1.5",
  sent: "M5 12.5l4.5 4.5L19 7",
  both: "M2.5 12.5L7 17l8.5-9.5M10.5 15.5l1.5 1.5L21.5 7",
  alert: "M12 4l9 16H3L12 4zM12 10v4.5M12 17.2h.01",
  tick: "M5 12.5l4.5 4.5L19 7",
};

/** A drawing beside words; never the only bearer of a meaning. */
export function Icon({ name, isBold = false }) {
  return html`<svg class=${isBold ? "icon icon-bold" : "icon"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} />
  </svg>`;
}

export const KIND_ICONS = { private: "person", group: "people", question: "question" };
