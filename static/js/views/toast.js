import { useStore } from "./context.js";
import { html } from "./preact.js";

export function Toast() {
  const toast = useStore((state) => state.toast);
  const isError = toast?.kind === "error";
  return html`
    <div class="toasts" role=${isError ? "alert" : "status"}>
      ${toast && html`<p class=${isError ? "toast toast-error" : "toast"}>${toast.text}</p>`}
    </div>
  `;
}
