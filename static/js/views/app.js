import { isReading } from "../store/menu.js";
import { Announcer } from "./announcer.js";
import { Banner } from "./banner.js";
import { BottomBar } from "./bottom-bar.js";
import { useStore } from "./context.js";
import { Count } from "./count.js";
import { Dialogs, useDialogs } from "./dialogs.js";
import { Drawer, TopBar } from "./drawer.js";
import { useLayout } from "./layout.js";
import { usePageKeys } from "./page-keys.js";
import { Panes } from "./panes.js";
import { html, useState } from "./preact.js";
import { Sidebar } from "./sidebar.js";
import { SkipLinks } from "./skip-links.js";
import { Stopped } from "./stopped.js";
import { Toast } from "./toast.js";

/** The menu, at the side, above or below, and the panes beside it. */
export function App() {
  const line = useStore((state) => state.line);
  const open = useStore((state) => state.open);
  const dialogs = useDialogs();
  const layout = useLayout();
  const [isDrawn, setDrawn] = useState(false);
  usePageKeys({ onDialog: dialogs.show });
  if (line.phase === "stopped") return html`<${Stopped} code=${line.code} reason=${line.reason} />`;
  const hasSidebar = layout === "wide" || layout === "icons";
  const isBusy = isReading(open);
  const draw = () => setDrawn(true);
  return html`
    <div class=${`shell shell-${layout}${isBusy ? " shell-reading" : ""}`}>
      <${SkipLinks} open=${open} />
      ${hasSidebar && html`<${Sidebar} layout=${layout} onDialog=${dialogs.show} />`}
      ${layout === "drawer" && html`<${TopBar} onMenu=${draw} />`}
      <div class="shell-main">
        <${Banner} line=${line} />
        <${Panes} open=${open} onDialog=${dialogs.show} />
      </div>
      ${layout === "phone" && !isBusy && html`<${BottomBar} onMore=${draw} />`}
      ${isDrawn && html`<${Drawer} onDialog=${dialogs.show} onClose=${() => setDrawn(false)} />`}
      <${Dialogs} ...${dialogs} />
      ${!dialogs.current && html`<${Toast} />`}
      <${Announcer} />
      <${Count} />
    </div>
  `;
}
