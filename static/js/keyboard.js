/** How much of the page a phone's keyboard hides. Browsers that shrink the page for it
 * hide nothing; a page that is enlarged by the fingers is left alone. */
export function hiddenBelow({ innerHeight, visualViewport: { height, offsetTop, scale } }) {
  if (scale > 1.01) return 0;
  return Math.max(0, Math.round(innerHeight - height - offsetTop));
}

/** Keep the composer above the keyboard: `--keyboard` says its height to the styles. */
export function followKeyboard(page = window) {
  const view = page.visualViewport;
  if (!view) return;
  function follow() {
    page.document.documentElement.style.setProperty("--keyboard", `${hiddenBelow(page)}px`);
  }
  view.addEventListener("resize", follow);
  view.addEventListener("scroll", follow);
  follow();
}
