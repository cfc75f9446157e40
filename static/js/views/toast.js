import { useStore } from "./context.js";
import { html } from "./preact.js";

/** What was done or refused, for a moment; with an act where it can be undone. */
export function Toast() {
  const toast = useStore((state) => state.toast);
  const isError = toast?.kind === "error";
  return html`
    <div class="toasts" role=${isError ? "alert" : "status"}>
      ${toast &&
      html`<p class=${isError ? "toast toast-error" : "toast"}>
        <span>${toast.text}</span>
        ${toast.act && html`<button class="button-link toast-act" type="button" onClick=${toast.act.run}>${toast.act.words}</button>`}
      </p>`}
    </div>
  `;
}
