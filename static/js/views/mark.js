import { html } from "./preact.js";

/** The sign of Relais, as on the pages of the account. */
export function Mark() {
  return html`<svg
    viewBox="0 0 32 32"
    aria-hidden="true"
    focusable="false"
    fill="none"
    stroke="currentColor"
    stroke-width="2.4"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path d="M4 13.5A8.5 8.5 0 0 1 12.5 5h7a8.5 8.5 0 0 1 0 17H16l-6 5v-5.6A8.5 8.5 0 0 1 4 13.5Z" />
    <path d="M11 13.5h10m-3.8-3.8 3.8 3.8-3.8 3.8" />
  </svg>`;
}
